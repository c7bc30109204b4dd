debian 12
