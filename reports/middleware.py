def policies(get_response):
    return get_response
