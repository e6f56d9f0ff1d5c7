#!/bin/sh
# Imports data view, saved searches and dashboard into Kibana. May run as often as one likes: the objects have fixed
# ids, and what is there is overwritten. Needs sh and curl. README.md beside it says what can be set.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
objects=$here/launchlog.ndjson

url=${KIBANA_URL:-http://127.0.0.1:5601}
url=${url%/}
space=${KIBANA_SPACE:-}
user=${KIBANA_USER:-}
password_file=${KIBANA_PASSWORD_FILE:-}
api_key_file=${KIBANA_API_KEY_FILE:-}
ca_file=${KIBANA_CA_FILE:-}
wait=${KIBANA_WAIT:-300}

fail() {
    code=$1
    shift
    printf 'import.sh: %s\n' "$*" >&2
    exit "$code"
}

case $wait in
    '' | *[!0-9]*) fail 2 "KIBANA_WAIT is '$wait'; allowed: whole seconds" ;;
esac
case $space in
    *[!a-z0-9_-]*) fail 2 "KIBANA_SPACE is '$space'; allowed: the id of a space, of a-z, 0-9, _ and -" ;;
esac
if [ -n "$user" ] && [ -n "$api_key_file" ]; then
    fail 2 "KIBANA_USER and KIBANA_API_KEY_FILE are both set; set one of them"
fi
if [ -n "$user" ] && [ -z "$password_file" ]; then
    fail 2 "KIBANA_USER is set without KIBANA_PASSWORD_FILE, the file with the password"
fi
if [ -z "$user" ] && [ -n "$password_file" ]; then
    fail 2 "KIBANA_PASSWORD_FILE is set without KIBANA_USER"
fi
for file in "$objects" "$password_file" "$api_key_file" "$ca_file"; do
    if [ -n "$file" ] && [ ! -r "$file" ]; then
        fail 2 "$file cannot be read"
    fi
done

answer=$(mktemp) || fail 1 "no temporary file can be made"
problem=$(mktemp) || fail 1 "no temporary file can be made"
trap 'rm -f "$answer" "$problem"' EXIT
trap 'exit 1' HUP INT TERM

# As curl reads it: a value in quotes. What is secret goes to its standard input, because everybody on the machine
# sees the arguments of a process.
quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

credentials() {
    if [ -n "$user" ]; then
        printf 'user = %s\n' "$(quoted "$user:$(cat "$password_file")")"
    elif [ -n "$api_key_file" ]; then
        printf 'header = %s\n' "$(quoted "Authorization: ApiKey $(cat "$api_key_file")")"
    fi
}

# Writes the status of the answer, 000 without one; the answer is in $answer then, or curl's word in $problem.
call() {
    path=$1
    shift
    : >"$answer"
    credentials | curl --config - --silent --show-error --connect-timeout 5 --max-time 60 \
        ${ca_file:+--cacert "$ca_file"} --output "$answer" --write-out '%{http_code}' "$@" "$url$path" 2>"$problem"
}

# The beginning of a file on one line.
line_of() {
    tr -s '\n\r\t ' '    ' <"$1" | cut -c 1-400
}

refused() {
    case $1 in
        401) fail 1 "$url does not accept the user or the API key (401): check KIBANA_USER and KIBANA_PASSWORD_FILE, or KIBANA_API_KEY_FILE" ;;
        403) fail 1 "$url does not let this user import (403): it needs the privilege 'Saved Objects Management: All'" ;;
        404) fail 1 "$url has no such page (404): is it Kibana, with its base path, and is there a space '${space:-default}'?" ;;
        *) fail 1 "$url answered $1: $(line_of "$answer")" ;;
    esac
}

end=$(($(date +%s) + wait))
told=
while :; do
    status=$(call /api/status)
    result=$?
    case $result in
        0)
            case $status in
                200) break ;;
                # Kibana starts, or a proxy in front of it finds none yet.
                502 | 503 | 504 | 429) reason="it answers $status" ;;
                *) refused "$status" ;;
            esac
            ;;
        # No name, no connection, no answer, cut off: may come with time.
        6 | 7 | 28 | 52 | 56) reason=$(line_of "$problem") ;;
        *) fail 1 "$url cannot be asked: $(line_of "$problem")" ;;
    esac
    if [ "$(date +%s)" -ge "$end" ]; then
        fail 1 "$url was not ready within $wait s (KIBANA_WAIT): $reason"
    fi
    if [ -z "$told" ]; then
        printf 'Waiting for Kibana at %s, for %s s at most\n' "$url" "$wait"
        told=yes
    fi
    sleep 1
done

status=$(call "${space:+/s/$space}/api/saved_objects/_import?overwrite=true" \
    --request POST --header 'kbn-xsrf: launchlog' --form "file=@$objects;type=application/ndjson")
result=$?
[ "$result" -eq 0 ] || fail 1 "$url broke off the import: $(line_of "$problem")"
[ "$status" = 200 ] || refused "$status"

sent=$(grep -c . "$objects")
taken=$(sed -n 's/.*"successCount":\([0-9][0-9]*\).*/\1/p' "$answer" | head -n 1)
if ! grep -q '"success":true' "$answer" || [ "${taken:-0}" != "$sent" ]; then
    errors=$(line_of "$answer" | sed 's/.*"errors":/errors: /')
    fail 1 "Kibana took ${taken:-0} of $sent objects; $errors"
fi
printf 'Imported %s objects into Kibana at %s:\n' "$taken" "$url"
tr '{' '\n' <"$answer" | sed -n 's/^"type":"\([^"]*\)","id":"\([^"]*\)".*/  \1 \2/p'
printf 'The dashboard: %s%s/app/dashboards#/view/launchlog\n' "$url" "${space:+/s/$space}"
