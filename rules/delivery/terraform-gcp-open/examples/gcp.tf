resource "google_storage_bucket_iam_member" "files" {
  bucket = google_storage_bucket.files.name
  role   = "roles/storage.objectViewer"
  # ruleid: terraform-gcp-open
  member = "allUsers"
}

resource "google_storage_bucket_iam_binding" "more" {
  role = "roles/storage.objectViewer"
  # ruleid: terraform-gcp-open
  members = ["group:shop@example.org", "allAuthenticatedUsers"]
}

resource "google_storage_bucket_iam_member" "own" {
  # ok: terraform-gcp-open
  member = "group:shop@example.org"
}
