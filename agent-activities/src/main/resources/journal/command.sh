# Runs one command for the effect journal:
#   command.sh ENTRY FILTER LIMITS COUNT [GROUP...] COMMAND [ARGUMENT...]
#
# With an empty ENTRY it was started ahead, and waits: its input tells it all the rest, and gives it
# the command's environment and folder, or ends, and so does this.
#
# The command enters COUNT control groups, takes LIMITS ("t:600 f:2048", for ulimit) and gets the
# file FILTER ("-" for none) as descriptor 9. None of this holds for the wrapper itself.
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
if [ -z "$_ct_entry" ]; then
  . /dev/fd/0
  [ "$_ct_told" = yes ] || exit 0
  exec < /dev/null >> "$_ct_entry/output" 2>&1
  _ct_enter || {
    echo "the command was not started: its folder $_ct_cwd cannot be entered" >&2
    exit 125
  }
fi
_ct_filter=$1 _ct_limits=$2 _ct_groups=$3
shift 3
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
if [ "$_ct_filter$_ct_limits$_ct_groups" = -0 ]; then
  "$@" 2>&3 3>&-
else
  (
    trap - TERM INT HUP
    # Only after the last group is the command counted: a group that fails must not let it run free.
    while [ "$_ct_groups" -gt 0 ]; do
      # A thread that moves itself need not wait for the kernel's other processors, as one that moves
      # a process must (some 10 ms). Version 2 has no such file.
      _ct_door=$1/tasks
      [ -e "$_ct_door" ] || _ct_door=$1/cgroup.procs
      echo 0 > "$_ct_door" || {
        echo "the command was not started: it could not enter its control group $1" >&3
        exit 125
      }
      _ct_groups=$((_ct_groups - 1))
      shift
    done
    for _ct_limit in $_ct_limits; do
      case $_ct_limit in
        # The soft one first: it is told by a signal of its own, the hard one kills.
        t:*) ulimit -S -t "${_ct_limit#t:}" && ulimit -H -t $((${_ct_limit#t:} + 5)) ;;
        # Not a limit: what stands around a command at a terminal hears no interrupt key.
        i:*) trap '' INT QUIT ;;
        # dash calls this one p, which means something else to bash.
        u:*) ulimit -u "${_ct_limit#u:}" || ulimit -p "${_ct_limit#u:}" ;;
        *) ulimit "-${_ct_limit%%:*}" "${_ct_limit#*:}" ;;
      esac || {
        echo "the command was not started: its limit $_ct_limit could not be set" >&3
        exit 125
      }
    done
    if [ "$_ct_filter" = - ]; then
      exec "$@" 2>&3 3>&-
    fi
    exec "$@" 2>&3 3>&- 9< "$_ct_filter"
  )
fi
_ct_exit=$?
printf '%s\n' "$_ct_exit" > "$_ct_entry/exit"
exit "$_ct_exit"
