debian 13
