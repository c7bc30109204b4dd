#!/bin/sh
# The addresses of the two metadata endpoints are this container's. An instance reaches them with a route by way of its eth0, so that
# its rules in DOCKER-USER and OUTPUT, and the hops of an answer, count as they do on EC2.
set -e
ip address add 169.254.169.254/32 dev lo
ip address add 169.254.170.2/32 dev lo
cd /opt
exec python3 -m standin --bind 0.0.0.0 --names
