data "aws_iam_policy_document" "web" {
  # ruleid: terraform-iam-wildcard
  statement {
    actions   = ["*"]
    resources = ["*"]
  }

  # ok: terraform-iam-wildcard
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }

  # ok: terraform-iam-wildcard
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "all" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # ruleid: terraform-iam-wildcard
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
      # ok: terraform-iam-wildcard
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "*"
      },
    ]
  })
}
