resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  # ruleid: terraform-s3-public
  acl = "public-read"
}

resource "aws_s3_bucket_acl" "own" {
  bucket = aws_s3_bucket.own.id
  # ok: terraform-s3-public
  acl = "private"
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket = aws_s3_bucket.files.id
  # ok: terraform-s3-public
  block_public_acls = true
  # ruleid: terraform-s3-public
  block_public_policy = false
}
