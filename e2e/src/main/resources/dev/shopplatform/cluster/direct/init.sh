#!/bin/sh
# The first process of an instance, in namespaces of its own: when it dies, all that it started dies with it, and
# its mounts, interfaces and rules are gone. Runs each script in "services" and starts it again when it ends.
#   init.sh <instance folder> node|control-plane
set -eu
instance=$1
kind=$2

if [ "$kind" = node ]; then
    # Volumes are mounted by the kubelet and must appear in the containers that hold them.
    mount --make-rshared /
    mkdir -p /var/lib/cni "$instance/data/kubelet" "$instance/logs/node"
    # What the node's programs keep under fixed paths: short ones, as sockets must have, and of this instance only.
    mount -t tmpfs -o mode=755 tmpfs /run
    mount -t tmpfs -o mode=755 tmpfs /var/lib/cni
    mkdir -p /run/kubelet /run/lock
    mount --bind "$instance/data/kubelet" /run/kubelet
    mount --make-rshared /run/kubelet
    mount --bind "$instance/logs/node" /var/log
    echo 1 > /proc/sys/net/ipv4/ip_forward
fi

supervise() {
    log="$instance/logs/$(basename "$1").log"
    while :; do
        status=0
        sh "$1" >> "$log" 2>&1 < /dev/null || status=$?
        echo "--- ended with status $status; starting again" >> "$log"
        sleep 0.5
    done
}

# The services are written once the addresses are known, which is when the link to the host is up.
until [ -e "$instance/start" ]; do sleep 0.05; done
for service in "$instance"/services/*; do
    supervise "$service" &
done
while :; do wait || :; sleep 1; done
