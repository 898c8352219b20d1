# SPDX-License-Identifier: GPL-3.0-or-later
"""S3 in memory, over HTTP with path-style addresses: what lamsh, boto3 and the AWS CLI need of it.

    store = Store()
    store.create("rows")
    with FakeS3(store) as server:
        server.fail("UploadPart", SLOW_DOWN, times=2)
        ... server.url, server.requests, store.get("rows", "key")

The signature isn't checked (the embedded Lambda's tests do that), but its region is, as well as every checksum.
"""

import base64
import hashlib
import random
import struct
import threading
import time
import xml.etree.ElementTree as ElementTree
import zlib
from email.utils import formatdate
from urllib.parse import parse_qsl, quote, unquote
from xml.sax.saxutils import escape

from fake_server import DROPPED, LOST, FakeHandler, FakeServer, Refused

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
SMALLEST_PART = 5 << 20

# Faults, for FakeS3.fail. The tuples answer instead of the operation.
SLOW_DOWN = (503, "SlowDown", "Please reduce your request rate.")
INTERNAL = (500, "InternalError", "We encountered an internal error. Please try again.")
EXPIRED = (400, "ExpiredToken", "The provided token has expired.")
DENIED = (403, "AccessDenied", "Access Denied")
CUT = "cut"  # Resets the connection in the middle of the answer's body.


def no_such_upload():
    return Refused(
        404, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have "
        "been aborted or completed.")


def crc32_text(data):
    return base64.b64encode(struct.pack(">I", zlib.crc32(data))).decode()


class StoredObject:
    def __init__(self, data, etag=None, checksums=None, kind="application/octet-stream", whole=True):
        self.data = data
        self.etag = etag or f'"{hashlib.md5(data).hexdigest()}"'
        self.checksums = checksums or {}
        self.kind = kind
        self.whole = whole
        self.modified = time.time()


class Upload:
    def __init__(self, bucket, key, number, algorithm, whole, kind):
        self.bucket, self.key = bucket, key
        self.id = f"upload-{number}"
        self.algorithm, self.whole, self.kind = algorithm, whole, kind
        self.parts = {}
        self.started = time.time()


class Bucket:
    def __init__(self, region):
        self.region = region
        self.objects = {}


class Store:
    """Buckets, objects and unfinished uploads. May be used by several servers of the process."""

    def __init__(self, discards=False):
        """With `discards`, parts and objects are checked and counted, but their bytes aren't kept."""
        self.lock = threading.RLock()
        self.buckets = {}
        self.uploads = {}
        self.counter = 0
        self.discards = discards

    def create(self, bucket, region="us-east-1"):
        with self.lock:
            self.buckets.setdefault(bucket, Bucket(region))

    def put(self, bucket, key, data, **options):
        stored = StoredObject(data, **options)
        stored.checksums.setdefault("crc32", crc32_text(data))
        with self.lock:
            self.bucket(bucket).objects[key] = stored
        return stored

    def get(self, bucket, key):
        return self.object(bucket, key).data

    def keys(self, bucket, prefix=""):
        with self.lock:
            return sorted(key for key in self.bucket(bucket).objects if key.startswith(prefix))

    def delete(self, bucket, key):
        with self.lock:
            self.bucket(bucket).objects.pop(key, None)

    def bucket(self, name):
        with self.lock:
            found = self.buckets.get(name)
        if not found:
            raise Refused(404, "NoSuchBucket", "The specified bucket does not exist", {"BucketName": name})
        return found

    def object(self, bucket, key):
        found = self.bucket(bucket).objects.get(key)
        if not found:
            raise Refused(404, "NoSuchKey", "The specified key does not exist.", {"Key": key})
        return found

    def upload(self, bucket, key, upload_id):
        with self.lock:
            found = self.uploads.get(upload_id)
        if not found or (found.bucket, found.key) != (bucket, key):
            raise no_such_upload()
        return found


class FakeS3(FakeServer):
    def __init__(self, store=None, page=1000):
        self.store = store or Store()
        self.page = page
        self.chaos = None
        super().__init__(S3Handler)

    def fail_at_random(self, seed, share, faults=(SLOW_DOWN, INTERNAL, LOST, DROPPED, CUT)):
        """From now on this share of all requests fails."""
        self.chaos = (random.Random(seed), share, faults)

    def behave(self):
        with self.lock:
            self.faults, self.chaos = [], None

    def fault_of(self, operation):
        fault = super().fault_of(operation)
        with self.lock:
            if fault is None and self.chaos and self.chaos[0].random() < self.chaos[1]:
                return self.chaos[0].choice(self.chaos[2])
        return fault


class S3Handler(FakeHandler):
    server_version = "AmazonS3"
    sys_version = ""
    disable_nagle_algorithm = True
    rbufsize = 1 << 16

    def do_GET(self):
        self.serve()

    do_PUT = do_POST = do_DELETE = do_HEAD = do_GET

    # Requests

    def serve(self):
        path, _, query = self.path.partition("?")
        self.query = dict(parse_qsl(query, keep_blank_values=True))
        bucket, _, key = path.removeprefix("/").partition("/")
        self.bucket, self.key = unquote(bucket), unquote(key)
        self.store = self.server_of.store
        body = self.body()
        operation = self.operation()
        fault = self.server_of.fault_of(operation)
        if self.server_of.ends_at("before") or fault == DROPPED:
            return self.cut_off()
        try:
            if isinstance(fault, tuple):
                raise Refused(*fault)
            self.check_region(operation)
            self.check_payload(body)
            status, fields, answer = getattr(self, operation)(body)
        except Refused as refused:
            status, fields, answer = self.refusal(refused)
        if self.server_of.ends_at("after") or fault == LOST:
            return self.cut_off()
        self.answer(status, fields, answer, cut=fault == CUT)

    def body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            data = b"".join(self.chunks())
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            data = self.unwrapped(data)
        return data

    def chunks(self):
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass

    def unwrapped(self, data):
        """Without aws-chunked, whose trailing checksum becomes a header."""
        out, position = [], 0
        while True:
            end = data.index(b"\r\n", position)
            size = int(data[position:end].split(b";")[0], 16)
            position = end + 2
            if not size:
                break
            out.append(data[position:position + size])
            position += size + 2
        for line in data[position:].decode().splitlines():
            name, _, value = line.partition(":")
            if value:
                self.headers[name.strip()] = value.strip()
        return b"".join(out)

    def operation(self):
        query, method = self.query, self.command
        if not self.bucket:
            return "ListBuckets"
        if not self.key:
            if method == "POST" and "delete" in query:
                return "DeleteObjects"
            if "uploads" in query:
                return "ListMultipartUploads"
            if "location" in query:
                return "GetBucketLocation"
            return {"PUT": "CreateBucket", "DELETE": "DeleteBucket", "HEAD": "HeadBucket"}.get(method, "ListObjectsV2")
        if "uploadId" in query:
            return {
                "PUT": "UploadPart", "POST": "CompleteMultipartUpload", "DELETE": "AbortMultipartUpload",
            }.get(method, "ListParts")
        if "uploads" in query:
            return "CreateMultipartUpload"
        return {"PUT": "PutObject", "DELETE": "DeleteObject", "HEAD": "HeadObject"}.get(method, "GetObject")

    def check_region(self, operation):
        scope = self.headers.get("Authorization", "").partition("Credential=")[2].split(",")[0].split("/")
        if len(scope) != 5:
            raise Refused(403, "AccessDenied", "Access Denied")
        found = self.store.buckets.get(self.bucket)
        if operation in ("CreateBucket", "ListBuckets") or not found or found.region == scope[2]:
            return
        raise Refused(
            301, "PermanentRedirect",
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all "
            "future requests to this endpoint.", {"x-amz-bucket-region": found.region})

    def check_payload(self, body):
        sums = {
            "Content-MD5": lambda: base64.b64encode(hashlib.md5(body).digest()).decode(),
            "x-amz-checksum-crc32": lambda: crc32_text(body),
            "x-amz-checksum-sha1": lambda: base64.b64encode(hashlib.sha1(body).digest()).decode(),
            "x-amz-checksum-sha256": lambda: base64.b64encode(hashlib.sha256(body).digest()).decode(),
        }
        if "uploadId" in self.query and self.command == "POST":
            sums.clear()
        for name, compute in sums.items():
            if (given := self.headers.get(name)) and given != compute():
                raise Refused(400, "BadDigest", f"The {name.split('-')[-1].upper()} you specified did not match.")
        given = self.headers.get("x-amz-content-sha256", "")
        if len(given) == 64 and given != hashlib.sha256(body).hexdigest():
            raise Refused(
                400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was "
                "computed.")

    def checksums(self):
        prefix = "x-amz-checksum-"
        found = {name.lower().removeprefix(prefix): value for name, value in self.headers.items()
                 if name.lower().startswith(prefix)}
        return {name: value for name, value in found.items() if name not in ("type", "algorithm", "mode")}

    # Answers

    def refusal(self, refused):
        fields = {name: value for name, value in refused.fields.items() if name.startswith("x-amz-")}
        more = {name: value for name, value in refused.fields.items() if not name.startswith("x-amz-")}
        if self.command == "HEAD":
            return refused.status, fields, b""
        return refused.status, fields, xml("Error", [
            ("Code", refused.code), ("Message", refused.message), *more.items(), ("RequestId", "FAKE"), ("HostId", "fake"),
        ], namespace=False)

    def answer(self, status, fields, body, cut=False):
        self.send_response(status)
        self.send_header("x-amz-request-id", "FAKE")
        if body and "Content-Type" not in fields:
            self.send_header("Content-Type", "application/xml")
        for name, value in fields.items():
            self.send_header(name, value)
        if status not in (204, 304) and "Content-Length" not in fields:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if cut:
            self.wfile.write(body[:len(body) // 2])
            self.wfile.flush()
            return self.cut_off()
        self.wfile.write(body)

    # Buckets

    def ListBuckets(self, _):
        with self.store.lock:
            names = sorted(self.store.buckets)
        return 200, {}, xml("ListAllMyBucketsResult", [
            ("Owner", [("ID", "owner")]),
            ("Buckets", [("Bucket", [("Name", name), ("CreationDate", time_text(0))]) for name in names]),
        ])

    def CreateBucket(self, body):
        region = "us-east-1"
        if body:
            region = ElementTree.fromstring(body).findtext(f"{{{NAMESPACE}}}LocationConstraint") or region
        self.store.create(self.bucket, region)
        return 200, {"Location": f"/{self.bucket}"}, b""

    def DeleteBucket(self, _):
        if self.store.bucket(self.bucket).objects:
            raise Refused(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
        del self.store.buckets[self.bucket]
        return 204, {}, b""

    def HeadBucket(self, _):
        return 200, {"x-amz-bucket-region": self.store.bucket(self.bucket).region}, b""

    def GetBucketLocation(self, _):
        region = self.store.bucket(self.bucket).region
        text = "" if region == "us-east-1" else escape(region)
        return 200, {}, f'<LocationConstraint xmlns="{NAMESPACE}">{text}</LocationConstraint>'.encode()

    def ListObjectsV2(self, _):
        query = self.query
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        most = min(int(query.get("max-keys", 1000)), self.server_of.page)
        start = query.get("continuation-token") or query.get("start-after", "")
        encode = (lambda text: quote(text, safe="/")) if query.get("encoding-type") == "url" else (lambda text: text)
        bucket = self.store.bucket(self.bucket)
        contents, folders, last, truncated = [], [], "", False
        for key in self.store.keys(self.bucket, prefix):
            end = key.find(delimiter, len(prefix)) if delimiter else -1
            folder = key[:end + len(delimiter)] if end >= 0 else None
            if key <= start or (folder and (folder in folders or folder <= start)):
                continue
            if len(contents) + len(folders) == most:
                truncated = True
                break
            if folder:
                folders.append(folder)
                last = folder
            else:
                found = bucket.objects[key]
                contents.append(("Contents", [
                    ("Key", encode(key)), ("LastModified", time_text(found.modified)), ("ETag", found.etag),
                    ("ChecksumAlgorithm", "CRC32"), ("Size", len(found.data)), ("StorageClass", "STANDARD")]))
                last = key
        parts = [("Name", self.bucket), ("Prefix", encode(prefix)), ("KeyCount", len(contents) + len(folders)),
                 ("MaxKeys", most), ("IsTruncated", "true" if truncated else "false")]
        if delimiter:
            parts.append(("Delimiter", delimiter))
        if query.get("encoding-type"):
            parts.append(("EncodingType", "url"))
        if truncated:
            parts.append(("NextContinuationToken", last))
        parts += contents
        parts += [("CommonPrefixes", [("Prefix", encode(folder))]) for folder in folders]
        return 200, {}, xml("ListBucketResult", parts)

    def DeleteObjects(self, body):
        if not (self.headers.get("Content-MD5") or self.checksums()):
            raise Refused(400, "InvalidRequest", "Missing required header for this request: Content-MD5")
        self.store.bucket(self.bucket)
        root = ElementTree.fromstring(body)
        keys = [item.findtext(f"{{{NAMESPACE}}}Key") for item in root.iter(f"{{{NAMESPACE}}}Object")]
        if len(keys) > 1000:
            raise Refused(400, "MalformedXML", "The XML you provided was not well-formed")
        for key in keys:
            self.store.delete(self.bucket, key)
        quiet = root.findtext(f"{{{NAMESPACE}}}Quiet") == "true"
        return 200, {}, xml("DeleteResult", [] if quiet else [("Deleted", [("Key", key)]) for key in keys])

    # Objects

    def check_write_condition(self):
        found = self.store.bucket(self.bucket).objects.get(self.key)
        failed = "At least one of the pre-conditions you specified did not hold"
        if self.headers.get("If-None-Match") == "*" and found:
            raise Refused(412, "PreconditionFailed", failed, {"Condition": "If-None-Match"})
        wanted = self.headers.get("If-Match")
        if wanted and not found:
            raise Refused(404, "NoSuchKey", "The specified key does not exist.", {"Key": self.key})
        if wanted and wanted != found.etag:
            raise Refused(412, "PreconditionFailed", failed, {"Condition": "If-Match"})

    def PutObject(self, body):
        with self.store.lock:
            self.store.bucket(self.bucket)
            self.check_write_condition()
            sums = self.checksums()
            stored = self.store.put(
                self.bucket, self.key, body, checksums=sums, kind=self.headers.get("Content-Type", "binary/octet-stream"))
        return 200, {"ETag": stored.etag, **checksum_fields(stored)}, b""

    def DeleteObject(self, _):
        self.store.delete(self.bucket, self.key)
        return 204, {}, b""

    def HeadObject(self, _):
        stored = self.store.object(self.bucket, self.key)
        fields = self.object_fields(stored)
        fields["Content-Length"] = str(len(stored.data))
        return 200, fields, b""

    def GetObject(self, _):
        stored = self.store.object(self.bucket, self.key)
        wanted, unwanted = self.headers.get("If-Match"), self.headers.get("If-None-Match")
        if wanted and wanted not in (stored.etag, stored.etag.strip('"')):
            raise Refused(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold",
                {"Condition": "If-Match"})
        if unwanted == stored.etag:
            return 304, {"ETag": stored.etag}, b""
        fields = self.object_fields(stored)
        span = self.headers.get("Range")
        if not span:
            return 200, fields, stored.data
        size = len(stored.data)
        first, _, last = span.removeprefix("bytes=").partition("-")
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start >= size:
            raise Refused(
                416, "InvalidRange", "The requested range is not satisfiable", {"ActualObjectSize": size})
        fields = {name: value for name, value in fields.items() if not name.startswith("x-amz-checksum")}
        fields["Content-Range"] = f"bytes {start}-{end}/{size}"
        return 206, fields, stored.data[start:end + 1]

    def object_fields(self, stored):
        fields = {
            "ETag": stored.etag, "Content-Type": stored.kind, "Accept-Ranges": "bytes",
            "Last-Modified": formatdate(stored.modified, usegmt=True),
        }
        if self.headers.get("x-amz-checksum-mode") == "ENABLED":
            fields |= checksum_fields(stored)
        return fields

    # Uploads in parts

    def CreateMultipartUpload(self, _):
        self.store.bucket(self.bucket)
        algorithm = self.headers.get("x-amz-checksum-algorithm")
        whole = self.headers.get("x-amz-checksum-type") == "FULL_OBJECT"
        with self.store.lock:
            self.store.counter += 1
            upload = Upload(
                self.bucket, self.key, self.store.counter, algorithm, whole, self.headers.get("Content-Type", "binary/octet-stream"))
            self.store.uploads[upload.id] = upload
        fields = {}
        if algorithm:
            fields = {"x-amz-checksum-algorithm": algorithm,
                      "x-amz-checksum-type": "FULL_OBJECT" if whole else "COMPOSITE"}
        return 200, fields, xml("InitiateMultipartUploadResult", [
            ("Bucket", self.bucket), ("Key", self.key), ("UploadId", upload.id)])

    def UploadPart(self, body):
        upload = self.store.upload(self.bucket, self.key, self.query["uploadId"])
        number = int(self.query["partNumber"])
        if not 1 <= number <= 10_000:
            raise Refused(400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")
        part = StoredObject(body, checksums=self.checksums())
        part.size = len(body)
        if self.store.discards:
            part.data = b""
        with self.store.lock:
            upload.parts[number] = part
        return 200, {"ETag": part.etag, **checksum_fields(part, typed=False)}, b""

    def ListParts(self, _):
        upload = self.store.upload(self.bucket, self.key, self.query["uploadId"])
        marker = int(self.query.get("part-number-marker") or 0)
        most = min(int(self.query.get("max-parts", 1000)), self.server_of.page)
        with self.store.lock:
            later = sorted(item for item in upload.parts.items() if item[0] > marker)
        shown = later[:most]
        parts = [("Bucket", self.bucket), ("Key", self.key), ("UploadId", upload.id), ("PartNumberMarker", marker),
                 ("MaxParts", most), ("IsTruncated", "true" if len(later) > most else "false")]
        if len(later) > most:
            parts.append(("NextPartNumberMarker", shown[-1][0]))
        if upload.algorithm:
            parts.append(("ChecksumAlgorithm", upload.algorithm))
        for number, part in shown:
            parts.append(("Part", [
                ("PartNumber", number), ("LastModified", time_text(part.modified)), ("ETag", part.etag),
                ("Size", part.size), *((f"Checksum{name.upper()}", value) for name, value in part.checksums.items())]))
        return 200, {}, xml("ListPartsResult", parts)

    def CompleteMultipartUpload(self, body):
        with self.store.lock:
            upload = self.store.upload(self.bucket, self.key, self.query["uploadId"])
            listed = self.listed_parts(upload, body)
            self.check_write_condition()
            data = b"".join(part.data for part in listed)
            sums = {}
            if not self.store.discards:
                sums = {"crc32": crc32_text(data)} if upload.algorithm == "CRC32" and upload.whole else {}
                given = self.checksums().get("crc32")
                if given and upload.whole and given != sums.get("crc32"):
                    raise Refused(400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.")
            digest = hashlib.md5(b"".join(bytes.fromhex(part.etag.strip('"')) for part in listed)).hexdigest()
            stored = self.store.put(
                self.bucket, self.key, data, etag=f'"{digest}-{len(listed)}"', checksums=sums, kind=upload.kind)
            stored.size = sum(part.size for part in listed)
            del self.store.uploads[upload.id]
        return 200, {}, xml("CompleteMultipartUploadResult", [
            ("Location", f"{self.server_of.url}/{self.bucket}/{self.key}"), ("Bucket", self.bucket), ("Key", self.key),
            ("ETag", stored.etag), *((f"Checksum{name.upper()}", value) for name, value in sums.items()),
            *([("ChecksumType", "FULL_OBJECT")] if sums else [])])

    def listed_parts(self, upload, body):
        root = ElementTree.fromstring(body)
        numbers, listed = [], []
        for item in root.iter(f"{{{NAMESPACE}}}Part"):
            number, etag = int(item.findtext(f"{{{NAMESPACE}}}PartNumber")), item.findtext(f"{{{NAMESPACE}}}ETag")
            part = upload.parts.get(number)
            if not part or part.etag.strip('"') != etag.strip('"'):
                raise Refused(
                    400, "InvalidPart", "One or more of the specified parts could not be found.  The part may not have "
                    "been uploaded, or the specified entity tag may not match the part's entity tag.")
            numbers.append(number)
            listed.append(part)
        if not listed:
            raise Refused(400, "MalformedXML", "The XML you provided was not well-formed")
        if numbers != sorted(set(numbers)):
            raise Refused(400, "InvalidPartOrder", "The list of parts was not in ascending order.")
        if any(part.size < SMALLEST_PART for part in listed[:-1]):
            raise Refused(
                400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        return listed

    def AbortMultipartUpload(self, _):
        upload = self.store.upload(self.bucket, self.key, self.query["uploadId"])
        with self.store.lock:
            del self.store.uploads[upload.id]
        return 204, {}, b""

    def ListMultipartUploads(self, _):
        self.store.bucket(self.bucket)
        prefix = self.query.get("prefix", "")
        with self.store.lock:
            uploads = [upload for upload in self.store.uploads.values()
                       if upload.bucket == self.bucket and upload.key.startswith(prefix)]
        return 200, {}, xml("ListMultipartUploadsResult", [
            ("Bucket", self.bucket), ("Prefix", prefix), ("MaxUploads", 1000), ("IsTruncated", "false"),
            *(("Upload", [("Key", upload.key), ("UploadId", upload.id), ("Initiated", time_text(upload.started))])
              for upload in sorted(uploads, key=lambda upload: (upload.key, upload.started)))])


def checksum_fields(stored, typed=True):
    fields = {f"x-amz-checksum-{name}": value for name, value in stored.checksums.items()}
    if fields and typed:
        fields["x-amz-checksum-type"] = "FULL_OBJECT" if stored.whole else "COMPOSITE"
    return fields


def time_text(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(seconds))


def xml(name, content, namespace=True):
    declared = f' xmlns="{NAMESPACE}"' if namespace else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}{declared}>{elements(content)}</{name}>'.encode()


def elements(content):
    if not isinstance(content, list):
        return escape(str(content))
    return "".join(f"<{name}>{elements(inner)}</{name}>" for name, inner in content)
