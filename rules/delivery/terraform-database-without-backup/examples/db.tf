resource "aws_db_instance" "shop" {
  # ruleid: terraform-database-without-backup
  backup_retention_period = 0
}

resource "aws_db_instance" "safe" {
  # ok: terraform-database-without-backup
  backup_retention_period = 14
}
