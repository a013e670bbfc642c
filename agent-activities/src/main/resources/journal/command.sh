# Runs one command for the effect journal: command.sh ENTRY COMMAND [ARGUMENT...]
#
# Leaves in the folder ENTRY who it is (pid, before the command starts) and how the command ended
# (exit). Both are one short line each; a file without its newline does not count. The pid file is
# only ever made once: whoever finds it there already, does not run the command. POSIX sh.
_ct_entry=$1
shift
_ct_boot=-
_ct_started=-
_ct_nth() {
  shift 19
  _ct_started=$1
}
if [ -r "/proc/$$/stat" ]; then
  IFS= read -r _ct_stat < "/proc/$$/stat"
  IFS= read -r _ct_boot < /proc/sys/kernel/random/boot_id
  # Behind the name in parentheses, the start time is the 20th word.
  _ct_nth ${_ct_stat##*) }
fi
set -C
printf '%s %s %s\n' "$$" "$_ct_started" "$_ct_boot" > "$_ct_entry/pid" || {
  echo "the command was not started: its journal entry could not be written" >&2
  exit 125
}
set +C
# Stays to note the exit when its group is told to end; the command does not inherit this.
trap : TERM INT HUP
# The shell's own remarks ("Terminated") are none of the command's output.
exec 3>&2 2>/dev/null
"$@" 2>&3 3>&-
_ct_exit=$?
printf '%s\n' "$_ct_exit" > "$_ct_entry/exit"
exit "$_ct_exit"
