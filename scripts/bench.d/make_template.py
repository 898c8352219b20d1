# SPDX-License-Identifier: GPL-3.0-or-later
"""A SAM project with as many functions as a measurement needs."""

HEAD = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: python3
    Timeout: 10
    Environment: {Variables: {STAGE: !Ref Stage}}
Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub '${AWS::StackName}-${Stage}'}}
"""
FUNCTION = """
  Function%(number)d:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub '${Stage}-function-%(number)d'
      CodeUri: src/function%(number)d
      Handler: app.handler
      MemorySize: !If [IsProd, 1024, 256]
      Environment:
        Variables:
          TABLE: !Ref Table
          TABLE_ARN: !GetAtt Table.Arn
          NEXT: !GetAtt Function%(next)d.Arn
      Policies:
      - DynamoDBCrudPolicy: {TableName: !Ref Table}
      Events:
        Get: {Type: HttpApi, Properties: {Path: /function-%(number)d, Method: get}}
"""


def project(folder, count):
    """Writes the project into an existing folder; the path of its template."""
    template = HEAD + "".join(FUNCTION % {"number": n, "next": (n + 1) % count} for n in range(count))
    for number in range(count):
        code = folder / "src" / f"function{number}"
        code.mkdir(parents=True)
        (code / "app.py").write_text("def handler(event, context): return event\n")
    (folder / "template.yaml").write_text(template)
    return folder / "template.yaml"
