# Sourced by mvnw and launchlog (POSIX sh): exports JAVA_HOME of a JDK 25 or newer, or explains in one line and exits.
# Looked at in this order: JAVA_HOME, the `java` on the PATH, the usual JVM folders.

LAUNCHLOG_JDK=25

# The major version of the JDK in folder $1 (from its `release` file); nothing when it is no JDK.
jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_fits() {
  fits_major="$(jdk_major "$1")"
  [ -n "$fits_major" ] && [ "$fits_major" -ge "$LAUNCHLOG_JDK" ]
}

# The home of the `java` on the PATH, through its links.
jdk_on_path() {
  on_path="$(command -v java 2>/dev/null)" || return 0
  while [ -h "$on_path" ]; do
    link="$(readlink "$on_path")"
    case "$link" in
    /*) on_path="$link" ;;
    *) on_path="$(dirname "$on_path")/$link" ;;
    esac
  done
  dirname "$(dirname "$on_path")"
}

# Candidates, one a line; the folders of package managers and of version managers.
jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || echo "$JAVA_HOME"
  jdk_on_path
  for parent in /usr/lib/jvm /usr/java /opt /opt/java "$HOME/.sdkman/candidates/java" "$HOME/.jdks" \
    "$HOME/.asdf/installs/java" "$HOME/.local/share/mise/installs/java"; do
    [ ! -d "$parent" ] || find "$parent" -mindepth 1 -maxdepth 1 2>/dev/null | sort
  done
  if [ -d /Library/Java/JavaVirtualMachines ]; then
    find /Library/Java/JavaVirtualMachines /opt/homebrew/opt -mindepth 1 -maxdepth 1 2>/dev/null |
      sed 's:$:/Contents/Home:'
  fi
}

find_jdk() {
  # Candidates behind the one that fits are written to nobody, which some programs complain of.
  jdk_candidates 2>/dev/null | while IFS= read -r candidate; do
    if jdk_fits "$candidate"; then
      echo "$candidate"
      break
    fi
  done
}

LAUNCHLOG_JDK_HOME="$(find_jdk)"
if [ -z "$LAUNCHLOG_JDK_HOME" ]; then
  echo "Launchlog needs a JDK $LAUNCHLOG_JDK or newer and found none (looked at JAVA_HOME='${JAVA_HOME-}', the java on the PATH and the usual JVM folders): install one or set JAVA_HOME." >&2
  exit 1
fi
JAVA_HOME="$LAUNCHLOG_JDK_HOME"
export JAVA_HOME
