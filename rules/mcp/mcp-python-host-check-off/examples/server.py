from mcp.server import transport_security
from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings

# ruleid: mcp-python-host-check-off
off = TransportSecuritySettings(enable_dns_rebinding_protection=False)

mcp = FastMCP(
    "notes",
    # ruleid: mcp-python-host-check-off
    transport_security=transport_security.TransportSecuritySettings(enable_dns_rebinding_protection=False),
)

# ruleid: mcp-python-host-check-off
anybody = TransportSecuritySettings(enable_dns_rebinding_protection=True, allowed_hosts=["*"])

# ok: mcp-python-host-check-off
on = TransportSecuritySettings(enable_dns_rebinding_protection=True, allowed_hosts=["notes.example.org"])

# ok: mcp-python-host-check-off
named = TransportSecuritySettings(allowed_hosts=["notes.example.org"], allowed_origins=["https://app.example.org"])
