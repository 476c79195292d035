resource "aws_instance" "web" {
  metadata_options {
    # ruleid: terraform-instance-metadata-v1
    http_tokens = "required"
  }
}

resource "aws_instance" "safe" {
  metadata_options {
    # ok: terraform-instance-metadata-v1
    http_tokens = "required"
  }
}
