"""From the characters of an article to lines, headers, sentences, tokens, dates and places."""
