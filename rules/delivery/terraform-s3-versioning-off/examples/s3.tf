resource "aws_s3_bucket_versioning" "files" {
  versioning_configuration {
    # ruleid: terraform-s3-versioning-off
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "safe" {
  versioning_configuration {
    # ok: terraform-s3-versioning-off
    status = "Enabled"
  }
}
