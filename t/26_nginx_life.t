# What operators do to a running nginx: a new binary (USR2), a module file that
# is replaced, quit and reload in the middle of webhooks, a reload that may not
# wait for those who never finish.  Nobody who writes meanwhile notices
# anything, and the error log stays clean.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Copy qw(copy);
use IO::Select;
use Test::More;
use Relevo::Http;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $NGINX = '/usr/sbin/nginx';


sub stored {
    my ($w) = @_;

    my $n = 0;
    $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
    return $n;
}


sub read_pid {
    my ($file) = @_;

    open my $in, '<', $file or return 0;
    chomp(my $pid = <$in> // '');
    return $pid || 0;
}


# A webhook that was sent, on a connection that its answer will come on.
sub waiting_webhook {
    my ($w) = @_;

    my $body = wa_body(wa_text('hola'));
    my $c = Relevo::Http->new($w->url);
    $c->send(Relevo::Http::request_bytes(POST => '/webhooks/whatsapp', body => $body,
        headers => { 'X-Hub-Signature-256' => sign_meta($w->secret('whatsapp_app'), $body) }));
    return $c;
}


# The senders are done: nobody was refused or cut off, nothing is missing.
sub nobody_noticed {
    my ($w, $t) = @_;

    ok($t->wait(60), 'all messages were accepted');
    is($t->cut, 0, 'each was answered');
    cmp_ok(stored($w), '>=', $t->accepted, 'and each is a record');
    cmp_ok(stored($w), '<=', $t->accepted + $t->repeats, 'one, but for those told to come again');
}


# nginx ignores USR2 while its parent is who started it: it has to be a daemon.
subtest 'binary upgrade' => sub {
    my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1,
        nginx => { workers => 2 });
    $w->start('redis');

    my $pid_file = $w->dir('pids/nginx.pid');
    mkdir $w->dir('pids');
    {
        my %env = %{ Relevo::World::Nginx::preload() };
        local @ENV{ keys %env } = values %env;
        system $NGINX, '-p', $w->dir, '-c', $w->part('nginx')->config, '-e', $w->log('nginx');
    }
    my $old = wait_until { read_pid($pid_file) } 10, 'the first master';
    my @masters = ($old);

    # whatever happens: no daemon outlives the test
    my $end = Relevo::Test::Guard->new(sub { kill 'KILL', map { (family($_), $_) } @masters });
    wait_until { my $r = eval { $w->http(GET => '/healthz') }; $r && $r->{status} } 10,
        'nginx to answer';

    my $t = Relevo::Traffic->new($w, conversations => 16);
    $t->begin(messages => 60, senders => 4, pause => 0.005)->until(0.15);

    kill 'USR2', $old;
    my $new = wait_until { my $p = read_pid($pid_file); $p != $old && $p } 10, 'a second master';
    push @masters, $new;
    is(read_pid("$pid_file.oldbin"), $old, 'the first one is still there');
    wait_until { family($new) >= 2 } 10, 'workers of the second';

    $t->until(0.4);
    kill 'WINCH', $old;
    ok((wait_for { !grep { $_ != $new } family($old) } 20), 'the first ends its workers');
    $t->until(0.7);
    kill 'QUIT', $old;
    ok((wait_for { !kill 0, $old } 10), 'and itself');

    nobody_noticed($w, $t);
    kill 'QUIT', $new;
    ok((wait_for { !kill 0, $new } 20), 'the second one ends too');
};


subtest 'a module file that is replaced' => sub {
    my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1,
        nginx => { workers => 2 });
    my $module = $w->dir('module.so');
    copy(Relevo::World::Nginx::module(), $module) or die "$module: $!";
    my $config = $w->part('nginx');
    $config->write(replace => [[qr/load_module \S+ngx_http_relevo_module\.so;/,
        "load_module $module;"]]);
    $w->start(qw(redis nginx));

    my $t = Relevo::Traffic->new($w, conversations => 16);
    $t->begin(messages => 40, senders => 4, pause => 0.005);
    for my $part (0.2, 0.5) {
        $t->until($part);
        copy($module, "$module.new") or die "$module.new: $!";
        rename "$module.new", $module or die "$module: $!";     # as install does
        ok($config->reload, 'a reload takes it');
    }
    nobody_noticed($w, $t);
};


# What is under way when nginx is told to go is answered, by the old process.
subtest 'quit and reload with webhooks under way' => sub {
    my $w = Relevo::World->new(parts => [qw(redis nginx)], nginx => { workers => 2, redis => 'timeout=20s',
        server => 'location = /stub { stub_status; access_log off; }' });
    my $writing = sub { ($w->http(GET => '/stub')->{body} =~ /Writing: (\d+)/)[0] };

    for my $signal (qw(HUP QUIT)) {
        my $before = stored($w);
        $w->freeze('redis');
        my @waiting = map { waiting_webhook($w) } 1 .. 8;
        my @old = $w->children('nginx');
        my $readable = sub { grep { IO::Select->new($_->socket)->can_read(0) } @waiting };
        ok((wait_for { $writing->() == 8 + 1 } 10), "$signal: eight wait for Redis");

        kill $signal, $w->pid('nginx');
        # one that has none of the eight may go
        ok((stays { !$readable->() && grep { kill 0, $_ } @old } 0.3), 'they are waited for');
        $w->thaw('redis');
        is_deeply([map { ($_->response(10) // { status => 'none' })->{status} } @waiting],
            [(200) x 8], 'all are answered 200');
        is(stored($w) - $before, 8, 'and are in Redis');
        ok((wait_for { my %now = map { $_ => 1 } $w->is_alive('nginx') ? $w->children('nginx') : ();
            !grep { $now{$_} } @old } 10), 'then they go');
    }
};


subtest 'worker_shutdown_timeout' => sub {
    my $w = Relevo::World->new(parts => [qw(redis nginx)],
        nginx => { replace => [[qr{worker_shutdown_timeout \S+;}, "worker_shutdown_timeout 1s;"]] });
    my $session = $w->http(POST => '/chat/demo/session', body => '');
    my ($token) = $session->{body} =~ /"token":"([^"]+)"/;
    ok($token, 'a visitor');

    # one who listens for ever, one who waits for a Redis that does not answer
    my $stream = Relevo::Http->new($w->url)->sse('/chat/demo/live',
        headers => { Authorization => "Bearer $token" });
    is(($stream->event(10) // {})->{event}, 'hello', 'listens');

    $w->freeze('redis');
    my $waiting = waiting_webhook($w);

    my @old = $w->children('nginx');
    $w->part('nginx')->reload;
    ok((wait_for { my %now = map { $_ => 1 } $w->children('nginx'); !grep { $now{$_} } @old } 10),
        'the old worker ends though both are still there');
    $w->thaw('redis');
    ok((wait_for { (eval { $w->webhook(wa_text('hola'))->{status} } // 0) == 200 } 10),
        'the new one accepts');
};

Relevo::World->finish;


# Processes whose parent this is
sub family {
    my ($pid) = @_;

    my @found;
    for my $stat (glob '/proc/[0-9]*/stat') {
        open my $in, '<', $stat or next;
        my ($child, $parent) = (<$in> // '') =~ /^(\d+) \(.*\) \S (\d+)/ or next;
        push @found, $child if $parent == $pid;
    }
    return @found;
}


package Relevo::Test::Guard;

sub new { my ($class, $end) = @_; return bless { end => $end }, $class }
sub DESTROY { local $?; $_[0]{end}->() }
