provider "aws" {
  region = "eu-central-1"
  # ruleid: terraform-hard-coded-credentials
  secret_key = "not-a-real-secret"
}

resource "aws_db_instance" "shop" {
  # ok: terraform-hard-coded-credentials
  username = "shop"
  # ruleid: terraform-hard-coded-credentials
  password = "example-password"
}

resource "aws_db_instance" "good" {
  # ok: terraform-hard-coded-credentials
  password = var.db_password
}

resource "aws_db_instance" "composed" {
  # ok: terraform-hard-coded-credentials
  password = "${var.prefix}-${random_password.db.result}"
}

resource "aws_db_instance" "empty" {
  # ok: terraform-hard-coded-credentials
  password = ""
}
