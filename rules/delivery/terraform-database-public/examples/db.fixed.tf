resource "aws_db_instance" "shop" {
  engine = "postgres"
  # ruleid: terraform-database-public
  publicly_accessible = false
}

resource "aws_redshift_cluster" "reports" {
  # ok: terraform-database-public
  publicly_accessible = false
}
