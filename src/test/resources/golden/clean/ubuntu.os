ubuntu 24.04
