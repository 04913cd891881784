#!/bin/sh
# The street that hosts stand on: a bridge and a router for the guests' network. The first process of namespaces of its own.
set -eu
mount --make-rprivate /
mount -t proc proc /proc
mount -t tmpfs -o mode=755 tmpfs /run
ip link set lo up
ip link add br-public type bridge forward_delay 0
ip link set br-public up
sysctl -q net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.br-public.send_redirects=0
echo ready
while :; do
    sleep 3600 &
    wait $!
done
