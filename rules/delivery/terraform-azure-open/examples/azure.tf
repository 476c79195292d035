# ruleid: terraform-azure-open
resource "azurerm_network_security_rule" "rdp" {
  name                   = "rdp"
  access                 = "Allow"
  direction              = "Inbound"
  source_address_prefix  = "*"
  destination_port_range = "3389"
}

# ok: terraform-azure-open
resource "azurerm_network_security_rule" "web" {
  name                   = "web"
  access                 = "Allow"
  direction              = "Inbound"
  source_address_prefix  = "*"
  destination_port_range = "443"
}

resource "azurerm_storage_container" "files" {
  # ruleid: terraform-azure-open
  container_access_type = "container"
}

resource "azurerm_storage_container" "own" {
  # ok: terraform-azure-open
  container_access_type = "private"
}

resource "azurerm_storage_account" "files" {
  # ruleid: terraform-azure-open
  allow_nested_items_to_be_public = true
}
