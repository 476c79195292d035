resource "aws_db_instance" "shop" {
  engine = "postgres"
  # ruleid: terraform-storage-unencrypted
  storage_encrypted = false
}

resource "aws_ebs_volume" "data" {
  size = 40
  # ruleid: terraform-storage-unencrypted
  encrypted = false
}

resource "aws_ebs_volume" "safe" {
  size = 40
  # ok: terraform-storage-unencrypted
  encrypted = true
}

resource "aws_rds_cluster" "main" {
  # ok: terraform-storage-unencrypted
  storage_encrypted = true
}
