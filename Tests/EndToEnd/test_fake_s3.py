# SPDX-License-Identifier: GPL-3.0-or-later
"""The fake S3 answers as botocore's model says, so that tests against it mean something."""

import io
import subprocess

import boto3
import pytest
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

from fake_s3 import SLOW_DOWN, FakeS3, crc32_text

KEYS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret-of-a-test", "region_name": "us-east-1"}


@pytest.fixture
def s3():
    with FakeS3(page=3) as server:
        server.store.create("rows")
        yield server


@pytest.fixture
def client(s3):
    return boto3.client(
        "s3", endpoint_url=s3.url, config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
        **KEYS)


def code_of(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_objects(s3, client):
    put = client.put_object(Bucket="rows", Key="a b/ü", Body=b"0123456789")
    assert put["ETag"] == '"781e5e245d69b566979b86e28d23f2c7"' and put["ChecksumCRC32"] == crc32_text(b"0123456789")
    got = client.get_object(Bucket="rows", Key="a b/ü", Range="bytes=2-4", IfMatch=put["ETag"])
    assert got["Body"].read() == b"234" and got["ContentRange"] == "bytes 2-4/10"
    head = client.head_object(Bucket="rows", Key="a b/ü", ChecksumMode="ENABLED")
    assert head["ContentLength"] == 10 and head["ChecksumCRC32"] == put["ChecksumCRC32"]
    assert code_of(client.get_object, Bucket="rows", Key="a b/ü", IfMatch='"other"') == ("PreconditionFailed", 412)
    assert code_of(client.get_object, Bucket="rows", Key="a b/ü", Range="bytes=10-") == ("InvalidRange", 416)
    assert code_of(client.put_object, Bucket="rows", Key="a b/ü", Body=b"", IfNoneMatch="*") == ("PreconditionFailed", 412)
    assert code_of(client.get_object, Bucket="rows", Key="none") == ("NoSuchKey", 404)
    assert code_of(client.get_object, Bucket="none", Key="none") == ("NoSuchBucket", 404)
    assert code_of(client.head_object, Bucket="rows", Key="none") == ("404", 404)
    client.delete_object(Bucket="rows", Key="a b/ü")
    assert s3.store.keys("rows") == []


def test_lists_have_pages_folders_and_odd_keys(s3, client):
    keys = sorted(["a/1", "a/2", "b", "c d+e", "d/&<>", "e/x/1", "ü"])
    for key in keys:
        s3.store.put("rows", key, b"x")
    pages = client.get_paginator("list_objects_v2")
    assert [item["Key"] for page in pages.paginate(Bucket="rows") for item in page.get("Contents", [])] == keys
    found = list(pages.paginate(Bucket="rows", Delimiter="/"))
    assert [item["Prefix"] for page in found for item in page.get("CommonPrefixes", [])] == ["a/", "d/", "e/"]
    assert [item["Key"] for page in found for item in page.get("Contents", [])] == ["b", "c d+e", "ü"]
    assert [bucket["Name"] for bucket in client.list_buckets()["Buckets"]] == ["rows"]
    deleted = client.delete_objects(Bucket="rows", Delete={"Objects": [{"Key": key} for key in keys]})
    assert len(deleted["Deleted"]) == len(keys) and s3.store.keys("rows") == []


def test_uploads_in_parts(s3, client):
    upload = client.create_multipart_upload(
        Bucket="rows", Key="big", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")["UploadId"]
    of = {"Bucket": "rows", "Key": "big", "UploadId": upload}
    data = [bytes([number]) * (5 << 20) for number in range(4)] + [b"end"]
    parts = []
    for number, body in enumerate(data, 1):
        answer = client.upload_part(**of, PartNumber=number, Body=body)
        parts.append({"PartNumber": number, "ETag": answer["ETag"]})
    listed = [part for page in client.get_paginator("list_parts").paginate(**of) for part in page["Parts"]]
    assert [(part["PartNumber"], part["Size"]) for part in listed] == [(1 + n, len(d)) for n, d in enumerate(data)]
    assert [upload["Key"] for upload in client.list_multipart_uploads(Bucket="rows")["Uploads"]] == ["big"]
    assert code_of(client.complete_multipart_upload, **of, MultipartUpload={"Parts": parts[::-1]}) == ("InvalidPartOrder", 400)
    assert code_of(client.complete_multipart_upload, **of, MultipartUpload={"Parts": parts}, ChecksumCRC32="AAAAAA==",
                   ChecksumType="FULL_OBJECT") == ("BadDigest", 400)
    done = client.complete_multipart_upload(**of, MultipartUpload={"Parts": parts})
    assert done["ETag"].endswith('-5"') and s3.store.get("rows", "big") == b"".join(data)
    assert code_of(client.abort_multipart_upload, **of) == ("NoSuchUpload", 404)
    other = client.create_multipart_upload(Bucket="rows", Key="other")["UploadId"]
    client.abort_multipart_upload(Bucket="rows", Key="other", UploadId=other)
    assert s3.store.uploads == {}


def test_transfers_of_boto3(s3, client):
    data = bytes(range(256)) * (1 << 17)
    config = TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=8 << 20)
    client.upload_fileobj(io.BytesIO(data), "rows", "big", Config=config)
    out = io.BytesIO()
    client.download_fileobj("rows", "big", out, Config=config)
    assert out.getvalue() == data


def test_other_regions_are_redirected(s3, client):
    s3.store.create("far", "eu-west-1")
    assert client.head_bucket(Bucket="far")["ResponseMetadata"]["HTTPHeaders"]["x-amz-bucket-region"] == "eu-west-1"


def test_faults(s3, client):
    s3.fail("PutObject", SLOW_DOWN, times=2, after=1)
    client.put_object(Bucket="rows", Key="a", Body=b"")
    for _ in range(2):
        assert code_of(client.put_object, Bucket="rows", Key="a", Body=b"") == ("SlowDown", 503)
    client.put_object(Bucket="rows", Key="a", Body=b"")
    assert s3.count("PutObject") == 4


def test_the_aws_cli_copies(s3, aws, tmp_path):
    (tmp_path / "in").write_bytes(b"rows\n" * 3_000_000)
    environment = {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-of-a-test", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL_S3": s3.url, "PATH": "/usr/bin:/bin", "HOME": str(tmp_path),
    }
    for source, target in [("in", "s3://rows/copy"), ("s3://rows/copy", "out")]:
        subprocess.run([aws, "s3", "cp", "--quiet", source, target], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "in").read_bytes()
