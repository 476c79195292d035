import boto3

s3 = boto3.client("s3")
# ruleid: boto3-public-access
s3.put_object(Bucket="invoices", Key="a", Body=b"", ACL="public-read")
# ruleid: boto3-public-access
s3.create_bucket(Bucket="invoices", ACL="public-read-write")
# ruleid: boto3-public-access
s3.upload_file("a.pdf", "invoices", "a.pdf", ExtraArgs={"ACL": "public-read", "ContentType": "application/pdf"})
# ok: boto3-public-access
s3.put_object(Bucket="invoices", Key="a", Body=b"", ACL="private")
# ok: boto3-public-access
s3.put_object(Bucket="invoices", Key="a", Body=b"", ACL="bucket-owner-full-control")
# ruleid: boto3-public-access
s3.put_public_access_block(Bucket="a", PublicAccessBlockConfiguration={"BlockPublicAcls": False})
# ok: boto3-public-access
s3.put_public_access_block(Bucket="a", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
