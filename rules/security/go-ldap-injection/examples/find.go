package web

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func find(w http.ResponseWriter, r *http.Request, connection *ldap.Conn) {
	name := r.FormValue("name")
	filter := fmt.Sprintf("(uid=%s)", name)
	// ruleid: go-ldap-injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, filter, nil, nil)
	safe := fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(name))
	// ok: go-ldap-injection
	ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, safe, nil, nil)
	// ruleid: go-ldap-injection
	request := ldap.SearchRequest{BaseDN: "dc=example", Filter: "(mail=" + name + ")"}
	// ruleid: go-ldap-injection
	connection.Bind("uid="+name+",dc=example", r.FormValue("password"))
	// ok: go-ldap-injection
	connection.Bind("uid="+ldap.EscapeDN(name)+",dc=example", r.FormValue("password"))
	use(request)
}
