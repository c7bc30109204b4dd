amzn 2023
