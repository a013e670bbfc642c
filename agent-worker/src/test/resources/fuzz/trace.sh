# Runs scripts, one after the other, in a shell where nothing is: every command, whatever its name,
# only notes its words. Scripts come from $1, separated by NUL; notes go to $2: words end in NUL, a
# command in \001 NUL, a script in \002 NUL. With $3 every command succeeds or fails.
exec 3>>"$2"
status=$3
HOME='~' OLDPWD='~-' PATH=/nowhere
set -f +m
note() { builtin printf '%s\0' "$@" $'\001' >&3; return "$status"; }
for name in alias bg bind break builtin caller cd command compgen complete continue declare dirs \
  disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let \
  local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source \
  suspend test times trap true type typeset ulimit umask unalias unset wait . : '['; do
  case $name in builtin | eval | exit | return | local | printf | set | shift | . | : | '[' | trap | exec) ;; *)
    builtin eval "$name() { note $name \"\$@\"; }" ;;
  esac
done
command_not_found_handle() { note "$@"; }
while IFS= builtin read -r -d '' script; do
  (builtin eval "$script") </dev/null >/dev/null 2>&1 3>&3
  builtin printf '\002\0' >&3
done <"$1"
