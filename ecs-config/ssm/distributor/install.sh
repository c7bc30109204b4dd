#!/bin/sh
# Run by Distributor in the directory of the unpacked package. Starts and enables nothing.
set -e
for package in ./*.rpm ./*.deb; do
  case $package in
    ./\**) ;;
    *.rpm) rpm -U --replacepkgs "$package" ;;
    *.deb) dpkg -i "$package" ;;
  esac
done
