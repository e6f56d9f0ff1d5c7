#!/bin/sh
# Makes what the images consist of, for the build without Docker: a Java runtime, and of each service its libraries, its
# own classes and the AOT cache of both. Needs a JDK 25 on Linux; the files fit the machine's processor and C library.
# usage: prepare.sh OUT CLASSPATH JAR...    OUT/runtime, and OUT/SERVICE/{dependencies,application,start,cache,app};
#   CLASSPATH has the embedded Kafka and Elasticsearch, with which the caches are made

set -eu
here="$(cd "$(dirname "$0")" && pwd -P)"
java_home="${JAVA_HOME:?the home of a JDK 25}"
mkdir -p "$1"
out="$(cd "$1" && pwd -P)"
servers="$2"
shift 2

# Of java.se everything, so that a library that comes to need more of it finds it; the others by name: DNS and TLS, what
# Netty-free HTTP clients, Tomcat and Kafka look for, and what an operator needs to look inside (jcmd, flight recorder).
modules=java.se,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.jfr,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs

# The cache is refused when a jar, or the runtime, has another time than when it was made; the image has this one.
settle() {
  find "$@" -exec env TZ=UTC touch -h -t 197001010000.01 {} +
}

# Done before with the same input?
is_current() {
  [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

input="$(cksum <"$0") $modules $(cksum <"$java_home/release") $java_home"
if ! is_current "$out/runtime.made" "$input"; then
  rm -rf "$out/runtime" "$out/runtime.made"
  "$java_home/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --output "$out/runtime"
  settle "$out/runtime"
  echo "$input" >"$out/runtime.made"
fi

for jar; do
  service="$(basename "$jar" -exec.jar)"
  made="$out/$service.made"
  jar_input="$input $(cat "$jar" "$here"/* | cksum)"
  if is_current "$made" "$jar_input"; then
    continue
  fi
  rm -rf "${out:?}/$service" "$made"
  "$out/runtime/bin/java" -Djarmode=tools -jar "$jar" extract --layers --destination "$out/$service/layers"
  mkdir -p "$out/$service/start" "$out/$service/cache" "$out/$service/application" "$out/$service/app"
  cp "$here/jvm.options" "$here/health" "$out/$service/start/"
  mv "$out/$service/layers/dependencies" "$out/$service/dependencies"
  for layer in snapshot-dependencies application; do
    [ ! -d "$out/$service/layers/$layer" ] || cp -R "$out/$service/layers/$layer/." "$out/$service/application/"
  done
  settle "$out/$service/dependencies" "$out/$service/application"
  # As they lie in the image, together.
  cp -Rp "$out/$service/dependencies/." "$out/$service/application/." "$out/$service/app/"
  rm -rf "$out/$service/layers"
  bash "$here/train" "$out/runtime/bin/java" "$here" "$out/$service/app/$service-exec.jar" "$out/$service/cache/$service.aot" \
    "$servers" "$java_home/bin/java"
  echo "$jar_input" >"$made"
done
