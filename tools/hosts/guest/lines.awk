# Prints each value of a JSON document (which is what the portal writes where YAML is asked for) as path=value.
{ text = text $0 "\n" }

function blank() { while (substr(text, at, 1) ~ /[ \t\r\n]/ && at <= length(text)) at++ }

function string(    part, char) {
    at++
    part = ""
    while ((char = substr(text, at, 1)) != "\"" && at <= length(text)) {
        if (char == "\\") {
            at++
            char = substr(text, at, 1)
            if (char == "n") char = "\n"
            if (char == "t") char = "\t"
        }
        part = part char
        at++
    }
    at++
    return part
}

function value(path,    char, name, index_, below) {
    blank()
    char = substr(text, at, 1)
    below = path == "" ? "" : path "/"
    if (char == "{") {
        at++
        for (blank(); substr(text, at, 1) == "\""; blank()) {
            name = string()
            blank()
            at++
            value(below name)
            blank()
            if (substr(text, at, 1) == ",") at++
        }
        at++
    } else if (char == "[") {
        at++
        for (index_ = 0; ; index_++) {
            blank()
            if (substr(text, at, 1) == "]" || at > length(text)) break
            value(below index_)
            blank()
            if (substr(text, at, 1) == ",") at++
        }
        at++
    } else if (char == "\"") {
        print path "=" string()
    } else {
        name = ""
        while (substr(text, at, 1) ~ /[A-Za-z0-9+.-]/) name = name substr(text, at++, 1)
        if (name == "") at++
        print path "=" name
    }
}

END {
    sub(/^#cloud-config\n/, "", text)
    at = 1
    value("")
}
