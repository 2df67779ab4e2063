#!/bin/sh
# The first process of an instance, in namespaces of its own: when it dies, all that it started dies with it, and
# its mounts, interfaces and rules are gone. Runs each script that appears in "services", and again
# when it ends.
#   init.sh <instance folder> node|control-plane
set -eu
instance=$1
kind=$2
# The parts talk to each other only; a proxy that leads to the world would be in the way.
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

if [ "$kind" = node ]; then
    # Volumes are mounted by the kubelet and must appear in the containers that hold them.
    mount --make-rshared /
    mkdir -p /var/lib/cni /var/lib/kubelet "$instance/data/kubelet" "$instance/logs/node"
    # What the node's programs keep under fixed paths is each instance's own.
    mount -t tmpfs -o mode=755 tmpfs /run
    mkdir /run/lock
    mount -t tmpfs -o mode=755 tmpfs /var/lib/cni
    mount --bind "$instance/data/kubelet" /var/lib/kubelet
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

# A service is started when its script appears. As the wait for "sleep" also collects what others have left to this
# first process, nothing more is to be done for the dead.
started=" "
while :; do
    for service in "$instance"/services/*; do
        case $started in
            *" $service "*) ;;
            *)
                [ -e "$service" ] || continue
                supervise "$service" &
                started="$started$service "
                ;;
        esac
    done
    sleep 0.2
done
