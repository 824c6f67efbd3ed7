# The units for systemd, as far as they can be judged without it: every line is
# one that systemd knows, the worker's is as closed as it says, and every system
# call of worker and decoder passes its filter (one that does not is a SIGSYS,
# which no other test would see).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $top = $Relevo::World::TOP;
for my $tool (qw(systemd-analyze strace)) {
    plan skip_all => "there is no $tool" unless grep { -x "$_/$tool" } split /:/, $ENV{PATH};
}
plan skip_all => 'ptrace is not allowed here' if system('strace -qq -o /dev/null true 2>/dev/null');

my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
my $dir = $w->dir('units');             # where they are filled in


sub slurp {
    my ($file) = @_;

    open my $in, '<', $file or die "$file: $!\n";
    local $/;
    return <$in>;
}


# As install fills it in, with the programs of this build.
sub unit {
    my ($name) = @_;

    my $text = slurp("$top/config/systemd/$name.service");
    $text =~ s/\@PREFIX\@/$dir/g;
    $text =~ s/\@ETC\@/$dir/g;
    return $w->write_file("units/$name.service", $text);
}


sub run {
    my @command = @_;

    open my $out, '-|', 'sh', '-c', 'exec "$@" 2>&1', 'sh', @command or die "sh: $!\n";
    local $/;
    my $said = <$out>;
    close $out;
    return { status => $? >> 8, said => $said };
}


mkdir $_ for $dir, "$dir/bin";
symlink "$top/build/relevo", "$dir/bin/relevo" or die "link: $!\n";
my %unit = map { $_ => unit($_) } qw(relevo-worker relevo-redis);

for my $name (sort keys %unit) {
    is_deeply(run('systemd-analyze', 'verify', '--man=no', $unit{$name}), { status => 0, said => '' },
        "$name: systemd knows every line");
    is(run(qw(systemd-analyze security --offline=true --threshold=20), $unit{$name})->{status}, 0,
        "$name: exposure is at most 2.0 of 10");
}
my $wrong = $w->write_file('units/wrong.service', slurp($unit{'relevo-worker'}) =~ s/LimitNICE/LimitNIZE/r);
like(run('systemd-analyze', 'verify', '--man=no', $wrong)->{said}, qr/LimitNIZE/,
    '... and says so where it does not');

# ---- what it writes ----

my @writable = do {
    my $unit = slurp($unit{'relevo-worker'});
    my $of = sub { map { split ' ' } $unit =~ /^$_[0]=(.+)$/mg };
    ((map { "/var/lib/$_" } $of->('StateDirectory')), (map { "/run/$_" } $of->('RuntimeDirectory')),
        map { s/^-//r } $of->('ReadWritePaths'));
};
my %place = qx('$top/build/relevo' config) =~ /^(media\.spool|store\.dir) = (\S+)$/mg;
my $nginx = slurp("$top/config/nginx.conf");
($place{'webchat.uploads'}) = $nginx =~ /# relevo_chat_media (\S+)/;
($place{'files.socket'}) = $nginx =~ m{http://unix:([^:;]+)};
is(scalar(grep { defined } values %place), 4, 'four places');
for my $key (sort keys %place) {
    ok((grep { $place{$key} =~ m{^\Q$_\E(?:/|$)} } @writable), "$key: $place{$key} can be written");
}

# ---- system calls ----

my (%member, $set);
for (split /\n/, run(qw(systemd-analyze syscall-filter))->{said}) {
    $set = $1 if /^(\@[\w-]+)/;
    push @{ $member{$set} }, $1 if /^\s+(\@?[\w-]+)\s*$/;
}


sub members { return map { /^\@/ ? members(@{ $member{$_} }) : $_ } @_ }


# The filter as systemd builds it: line by line, "~" takes away.
sub allowed {
    my ($text) = @_;

    my %allowed = map { $_ => 1 } members('@default');
    for my $line ($text =~ /^SystemCallFilter=(.+)$/mg) {
        my $not = $line =~ s/^~//;
        for my $call (members(split ' ', $line)) {
            $not ? delete $allowed{$call} : ($allowed{$call} = 1);
        }
    }
    return \%allowed;
}


my $text = slurp($unit{'relevo-worker'});
my $allowed = allowed($text);
ok($allowed->{openat} && !$allowed->{reboot} && !$allowed->{mount}, 'the filter is understood');

# The release programs at work: a conversation, then files in the decoder.
my $calls = $w->dir('calls');
mkdir $calls;
my $traced = $w->write_file('traced', "#!/bin/sh\n"
    . "exec strace -D -f -qq -o $calls/\$\$ $top/build/relevo \"\$@\"\n");
chmod 0755, $traced;
$w->{binary} = $traced;
$w->start(@{ $w->{parts} });
is($w->webhook(wa_text('hola'))->{status}, 200, 'a message');
ok((wait_for { $w->graph->sent } 60), 'answered under strace');
my $page = $w->write_file('page.html', '<p>one page</p>');
is(run($traced, 'media', 'decode', $page, '--json')->{status}, 0, 'a file is read');
$w->stop('worker');

my %used;
for my $file (glob "$calls/*") {
    open my $in, '<', $file or die "$file: $!\n";
    while (<$in>) { $used{$1} = 1 if /^\d+ +([a-z]\w*)\(/ }
}
cmp_ok(scalar keys %used, '>', 60, scalar(keys %used) . ' system calls are used');
ok($used{$_}, "$_ among them") for qw(epoll_wait setpriority seccomp set_mempolicy);
is_deeply([sort grep { !$allowed->{$_} } keys %used], [], 'each of them passes the filter');
my $closed = allowed($text =~ s/^SystemCallFilter=(sched_setscheduler|set_mempolicy)$//mgr);
is_deeply([grep { $closed->{$_} } qw(sched_setscheduler set_mempolicy)], [],
    '... these by lines of their own');

Relevo::World->finish;
