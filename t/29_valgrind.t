# The module under valgrind's memcheck, which sees what ASan cannot: bytes that
# were never set.  Everything it does once, then the end of a worker with
# connections open in every state and worker_shutdown_timeout: no invalid
# access, no use of what was not set, nothing lost that malloc gave.
#
# (nginx cuts its own pools: inside of them ASan and valgrind see whole blocks.
# ./build.sh asan runs the tests before this one with a sanitized module.)

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

BEGIN { $ENV{RELEVO_TEST_PATIENCE} //= 4 }      # it is 30 times slower

use Test::More;

use Relevo::Http;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my ($valgrind) = grep { -x } map { "$_/valgrind" } split /:/, $ENV{PATH};
plan skip_all => 'valgrind is not installed (./build.sh deps --all)' unless $valgrind;
plan skip_all => 'the module is one for ASan' if $ENV{RELEVO_TEST_PRELOAD};

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
my $file = $w->dir('secrets/whatsapp_app');

$w->part('nginx')->write(workers => 1,
    under => [$valgrind, '-q', '--vgdb=no', '--trace-children=yes',
        '--keep-debuginfo=yes', '--leak-check=full',
        '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite', '--num-callers=30',
        "--suppressions=$FindBin::Bin/lib/valgrind.supp",
        '--log-file=' . $w->dir('logs') . '/valgrind.%p.txt'],
    replace => [[qr{worker_shutdown_timeout \S+;}, 'worker_shutdown_timeout 2s;'],
        [qr/connections=4;/, 'connections=4 timeout=60s;']],
    server => "location = /hmac { relevo_webhook whatsapp; relevo_signature hmac header=X-S"
        . " encoding=base64 digest=sha1; relevo_secret_file $file; }");
$w->start('redis');
$w->start('nginx');

my $body = wa_body({ account => $w->account }, wa_text('hola'));
my $signed = Relevo::Http::request_bytes(POST => '/webhook', body => $body,
    headers => { 'X-Hub-Signature-256' => sign_meta($w->secret('whatsapp_app'), $body) });


# What valgrind has said so far.
sub said {
    my $all = '';
    for my $log (glob $w->dir('logs') . '/valgrind.*.txt') {
        open my $in, '<', $log or die "$log: $!";
        $all .= do { local $/; <$in> } // '';
    }
    return $all;
}


subtest 'webhooks, chat, pages' => sub {
    my $big = wa_body({ account => $w->account }, wa_text('x' x 200_000));
    is($w->webhook($body)->{status}, 200, 'a webhook');
    is($w->webhook($body, '--', chunked => 7)->{status}, 200, 'in chunks');
    is($w->webhook($big)->{status}, 200, 'a body in a file');
    is($w->webhook('{')->{status}, 200, 'junk');
    is($w->webhook('')->{status}, 200, 'nothing');
    is($w->http(POST => '/webhook', body => $body)->{status}, 401, 'unsigned');
    is($w->http(POST => '/hmac', body => $body, headers => { 'X-S' => '=' x 500 })->{status}, 401,
        'another scheme');
    is($w->http(GET => '/webhook?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1')->{status},
        403, 'a verification');
    like($w->http(GET => '/metrics')->{body}, qr/^relevo_nginx_records_total 5$/m, 'metrics');
    is($w->http(GET => '/readyz')->{status}, 200, 'ready');

    my $c = Relevo::Http->new($w->url);
    $c->send($signed x 20);
    is((grep { ($c->response(30) // {})->{status} == 200 } 1 .. 20), 20, 'twenty at once');
    $c->close;
};


subtest 'Redis comes and goes' => sub {
    $w->stop('redis');
    is($w->webhook($body)->{status}, 503, 'away');
    $w->start('redis');
    ok((wait_for { $w->webhook($body)->{status} == 200 } 20), 'back');
};


subtest 'the end of a worker with connections open' => sub {
    my ($old) = $w->children('nginx');
    my ($token) = $w->http(POST => '/chat/demo/session', body => '')->{body} =~ /"token":"([^"]+)"/;
    my %bearer = (Authorization => "Bearer $token");

    # the reader of events comes back after Redis in its own time
    my @streams;
    for (1 .. 3) {
        my $hello = wait_for {
            my $s = eval { Relevo::Http->new($w->url)->sse('/chat/demo/live', headers => \%bearer) };
            push @streams, $s if $s;
            $s ? eval { $s->event(5) } : undef;
        } 20;
        is(($hello || {})->{event}, 'hello', 'listens');
    }

    my @idle = map { Relevo::Http->new($w->url) } 1 .. 3;
    my @half = map { Relevo::Http->new($w->url) } 1 .. 3;
    my @waiting = map { Relevo::Http->new($w->url) } 1 .. 3;
    $_->send(substr $signed, 0, 40) for $half[0];
    $_->send(substr $signed, 0, -1) for @half[1, 2];
    is($w->http(GET => '/healthz')->{status}, 200, 'all of them are accepted');
    $w->freeze('redis');
    $_->send($signed) for @waiting;
    is($w->http(GET => '/healthz')->{status}, 200, 'two send, three wait for Redis');

    $w->part('nginx')->reload;
    ok((wait_for { my %now = map { $_ => 1 } $w->children('nginx'); !$now{$old} } 20),
        'the worker ends though they are there');
    $w->thaw('redis');
    $_->close for @idle, @half, @waiting;
    ok((wait_for { (eval { $w->webhook($body)->{status} } // 0) == 200 } 20), 'the next one accepts');
};


$w->stop('nginx');
my @logs = glob $w->dir('logs') . '/valgrind.*.txt';
cmp_ok(scalar @logs, '>=', 3, 'master and two workers were watched');
is(said(), '', 'valgrind has nothing to say');

Relevo::World->finish;
