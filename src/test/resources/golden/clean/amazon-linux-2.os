amzn 2
