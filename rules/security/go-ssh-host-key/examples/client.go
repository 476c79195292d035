package client

import (
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func configs(key ssh.PublicKey) {
	// ruleid: go-ssh-host-key
	first := &ssh.ClientConfig{User: "deploy", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	// ok: go-ssh-host-key
	second := &ssh.ClientConfig{User: "deploy", HostKeyCallback: ssh.FixedHostKey(key)}
	check, _ := knownhosts.New("known_hosts")
	// ok: go-ssh-host-key
	third := &ssh.ClientConfig{User: "deploy", HostKeyCallback: check}
	// ruleid: go-ssh-host-key
	fourth := &ssh.ClientConfig{
		User:            "deploy",
		HostKeyCallback: func(host string, address net.Addr, key ssh.PublicKey) error { return nil },
	}
	use(first, second, third, fourth)
}
