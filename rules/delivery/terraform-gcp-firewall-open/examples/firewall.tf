# ruleid: terraform-gcp-firewall-open
resource "google_compute_firewall" "ssh" {
  network       = google_compute_network.main.name
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

# ok: terraform-gcp-firewall-open
resource "google_compute_firewall" "web" {
  network       = google_compute_network.main.name
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}

# ok: terraform-gcp-firewall-open
resource "google_compute_firewall" "inner" {
  network       = google_compute_network.main.name
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
