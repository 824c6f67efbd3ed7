# Web chat and its event stream: session, messages, server-sent events, and
# what a reconnecting client can rely on: nothing is missed, or it is told to
# refetch.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha256);
use JSON::PP;
use MIME::Base64 qw(encode_base64url);
use Test::More;

use Relevo::Http;
use Relevo::Record;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], nginx => {
    workers => 2, http => 'relevo_live_max 40; relevo_live_each 50; relevo_live_buffer 16k;',
    replace => [[qr/(location \/chat\/ \{)/ =>
        'location /chat/ { relevo_chat_origin https://shop.example;']] });
my $redis = $w->redis;
my $JSON = JSON::PP->new->utf8;
my $UUID = '0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5e';
my $serial = 0;


sub session {
    my (%headers) = @_;

    return $w->http(POST => '/chat/demo/session', headers => \%headers);
}


sub bearer { return (Authorization => "Bearer $_[0]") }

sub token {
    my ($endpoint, $visitor, $exp, $secret) = @_;

    my $text = "v1.$endpoint.$visitor.$exp";
    return "$text." . encode_base64url(
        hmac_sha256($text, $secret // $w->secret('webchat_demo')));
}


sub say_text {
    my ($token, $body, %o) = @_;

    return $w->http(POST => '/chat/demo/messages', headers => { bearer($token) },
        body => ref $body ? $JSON->encode($body) : $body, %o);
}


sub listen_to {
    my ($token, $last) = @_;

    return Relevo::Http->new($w->url)->sse('/chat/demo/live', headers =>
        { bearer($token), defined $last ? ('Last-Event-ID' => $last) : () });
}


# An event for a visitor; returns its id.
sub publish {
    my ($audience, %e) = @_;

    $serial++;
    return $redis->cmd('XADD', 'relevo:live', '*', t => 'tenant', a => $audience,
        e => $JSON->encode({ type => 'message.created', n => $serial, %e }));
}


# The numbers of the events that come, up to the one asked for.
sub numbers {
    my ($stream, $upto) = @_;

    my @n;
    while (my $e = $stream->event(30)) {
        push @n, $e->{event} eq 'message' ? $JSON->decode($e->{data})->{n}
                                          : $e->{event};
        last if $n[-1] eq $upto;
    }

    return \@n;
}


subtest 'session' => sub {
    my $r = session();
    is($r->{status}, 200, 'a new visitor');
    my $s = $JSON->decode($r->{body});
    like($s->{visitor}, qr/^[0-9A-Za-z_-]{16,64}$/, 'with a name');
    my ($exp) = $s->{token} =~ /^v1\.demo\.\Q$s->{visitor}\E\.(\d+)\.[\w-]{43}$/;
    cmp_ok(abs($exp - time - 30 * 86400), '<', 60, 'for 30 days');
    is($s->{token}, token('demo', $s->{visitor}, $exp), 'signed with the secret');
    is($r->{headers}{'cache-control'}, 'no-store', 'not to be cached');

    my $again = $JSON->decode(session(bearer($s->{token}))->{body});
    is($again->{visitor}, $s->{visitor}, 'renewed for the same visitor');
    isnt($JSON->decode(session()->{body})->{visitor}, $s->{visitor}, 'another one is another');

    my $later = time + 1000;
    my %bad = (expired => token('demo', 'v', time - 1), forged => token('demo', 'v', $later, 'x' x 16),
               'of another endpoint' => token('shop', 'v', $later), empty => '',
               'not one' => 'x', long => 'v1.demo.' . 'x' x 300 . ".$later.x");
    for my $name (sort keys %bad) {
        my $r = session(bearer($bad{$name}));
        is($r->{status}, 401, "$name: refused");
        is($r->{headers}{'www-authenticate'}, 'Bearer', 'and why');
        is(say_text($bad{$name}, { id => $UUID, text => 'a' })->{status}, 401, 'message, too');
        is($w->http(GET => '/chat/demo/live', headers => { bearer($bad{$name}) })->{status}, 401,
            'and stream');
    }
    is(session(Authorization => 'Basic eDp5')->{status}, 401, 'another scheme');

    is($w->http(@{$_}[0, 1])->{status}, $_->[2], "$_->[0] $_->[1]: $_->[2]") for
        [GET => '/chat/demo/session', 405], [PUT => '/chat/demo/messages', 405],
        [GET => '/chat/demo/messages', 401],
        [POST => '/chat/demo/live', 405], [POST => '/chat/other/session', 404],
        [POST => '/chat/demo/', 404], [POST => '/chat/demo', 404],
        [POST => '/chat/demo/sessions', 404], [POST => '/chat//session', 404];
};

my $s = $JSON->decode(session()->{body});
my $token = $s->{token};
my $me = "visitor:$s->{visitor}";


subtest 'messages' => sub {
    my $body = $JSON->encode({ id => $UUID, text => "¿qué tal? \x{1f600}" });
    my $r = say_text($token, $body);
    is($r->{status}, 200, 'accepted');
    is_deeply($JSON->decode($r->{body}), { id => $UUID }, 'with its id');

    my ($record, @more) = records($redis);
    is(@more, 0, 'one record');
    is_deeply([@$record{qw(kind channel endpoint sender payload partition)}],
        [1, 'webchat', 'demo', $s->{visitor}, $body, partition_of('demo')], 'of the visitor');

    my @good = ({ id => uc $UUID, text => 'a' }, { id => $UUID, text => 'x' x 4096 },
        { id => $UUID, text => "\x{1f600}" x 4096 }, qq({"id":"$UUID","text":") . '\ud83d\ude00' x 4096 . '"}',
        qq({"text":"a","id":"$UUID","more":[1]}), qq( {"id":"$UUID","text":"\\n"} ));
    is(say_text($token, $_)->{status}, 200, 'good: ' . label($_)) for @good;

    my @bad = ('', 'x', '[]', '{}', 'null', '"a"', { id => $UUID }, { text => 'a' },
        { id => $UUID, text => '' }, { id => $UUID, text => 'x' x 4097 },
        { id => $UUID, text => "\x{1f600}" x 4097 }, { id => $UUID, text => 7 },
        { id => $UUID, text => ['a'] }, { id => 7, text => 'a' }, { id => 'x', text => 'a' },
        { id => "$UUID ", text => 'a' }, { id => substr($UUID, 1) . '-', text => 'a' },
        qq({"id":"$UUID","text":"\xff"}), qq({"id":"$UUID","text":"\xed\xa0\x80"}),
        qq({"id":"$UUID","text":"a"}x));
    for my $bad (@bad) {
        my $r = say_text($token, $bad);
        is($r->{status}, 400, 'bad: ' . label($bad));
        like($r->{body}, qr{"type":"/problems/bad_request".*"detail":"\w}, 'with the reason');
    }

    is(say_text($token, { id => $UUID, text => 'x' x 70_000 })->{status}, 413, 'too large');
    is(say_text($token, { id => $UUID, text => 'x' x 70_000 }, chunked => 999)->{status}, 413,
        'too large, chunked');
    is(scalar records($redis), 1 + @good, 'only the good ones were stored');
};


sub label {
    my ($body) = @_;

    my $text = ref $body ? $JSON->encode($body) : $body;
    return length $text > 90 ? length($text) . ' bytes' : $text =~ s/[^ -~]/?/gr;
}


subtest 'other origins' => sub {
    my $preflight = sub { $w->http(OPTIONS => '/chat/demo/messages', headers =>
        { Origin => $_[0], 'Access-Control-Request-Method' => 'POST' }) };

    my $r = $preflight->('https://shop.example');
    is($r->{status}, 204, 'preflight');
    is($r->{headers}{'access-control-allow-origin'}, 'https://shop.example', 'allowed');
    like($r->{headers}{'access-control-allow-headers'}, qr/Authorization/, 'with its headers');
    is(session(Origin => 'https://shop.example')->{headers}{'access-control-allow-origin'},
        'https://shop.example', 'and then the request');

    $r = $preflight->('https://evil.example');
    is($r->{status}, 405, 'not from elsewhere');
    is($r->{headers}{'access-control-allow-origin'}, undef, 'no header');
};


subtest 'a stream' => sub {
    my $stream = listen_to($token);
    my $head = $stream->{response};
    is($head->{status}, 200, 'open');
    like($head->{headers}{'content-type'}, qr{^text/event-stream}, 'type');
    is($head->{headers}{'cache-control'}, 'no-store', 'not cached');
    is($head->{headers}{'x-accel-buffering'}, 'no', 'not buffered');

    my $hello = $stream->event(30);
    is($hello->{event}, 'hello', 'hello first');
    like($hello->{id}, qr/^\d+-\d+$/, 'with a position');

    publish('visitor:somebody');
    publish('staff');
    my $id = publish("staff $me agent:7");
    my $mine = $serial;
    my $event = $stream->event(30);
    is($JSON->decode($event->{data})->{n}, $mine, 'only my own');
    is($event->{id}, $id, 'with its id');
    is($event->{event}, 'message', 'under no name');

    publish('*', type => 'reset');
    is($stream->event(30)->{event}, 'reset', 'a reset for everybody');

    publish("$me", text => "two\nlines ¿?");
    is($JSON->decode($stream->event(30)->{data})->{text}, "two\nlines ¿?", 'text survives');

    $redis->cmd('XADD', 'relevo:live', '*', 'e', 'x');
    $redis->cmd('XADD', 'relevo:live', '*', 'a', $me, 'e', qq({"a":\n1}));
    is($stream->event(30)->{data}, '{"a":1}', 'a bare line end cannot break a frame');

    my @together = map { listen_to($token) } 1 .. 6;
    $_->event(30) for @together;
    publish($me) for 1 .. 300;
    my @expected = ($serial - 299 .. $serial);
    is_deeply(numbers($_, $serial), \@expected, '300 events, in order, none missing')
        for @together;
    $_->close for @together, $stream;
};


subtest 'reconnecting' => sub {
    my $stream = listen_to($token);
    my $hello = $stream->event(30);
    my $first = publish($me);
    is_deeply(numbers($stream, $serial), [$serial], 'before');
    $stream->close;

    my $from = $serial;
    publish($me), publish('visitor:other') for 1 .. 50;
    my $again = listen_to($token, $first);
    is($again->event(30)->{id}, $first, 'hello repeats my position');
    is_deeply(numbers($again, $serial - 1), [map { $from + 2 * $_ - 1 } 1 .. 50],
        'what I missed, and not what was for others');
    publish($me);
    is_deeply(numbers($again, $serial), [$serial], 'then live');
    $again->close;

    # while events are pouring in: joins are seamless
    my $position = publish($me);
    my $start = $serial;
    my $writer = fork // die;
    if (!$writer) {
        my $r = Relevo::Redis->new($w->socket('redis.sock'), user => 'relevo_admin',
            password => $w->secret('redis_admin'));
        for my $n ($start + 1 .. $start + 2000) {
            $r->cmd('XADD', 'relevo:live', '*', t => 't', a => $me, e => qq({"n":$n}));
        }
        require POSIX;
        POSIX::_exit(0);
    }
    my $n = $start;
    while ($n < $start + 2000) {
        my $c = listen_to($token, $position);
        is($c->event(30)->{event}, 'hello', 'hello');
        my $bad = 0;
        for (1 .. 400) {
            my $e = $c->event(30) // last;
            $bad++ if $e->{event} ne 'message' || $JSON->decode($e->{data})->{n} != ++$n;
            $position = $e->{id};
            last if $n == $start + 2000;
        }
        is($bad, 0, "gap-free up to $n");
        $c->close;
        last if $bad;
    }
    waitpid $writer, 0;
    $serial += 2000;

    is(listen_to($token, $position)->event(30)->{id}, $position, 'nothing missed: just hello');
};


subtest 'reset' => sub {
    my $expect_reset = sub {
        my ($last, $name) = @_;
        my $c = listen_to($token, $last);
        is($c->event(30)->{event}, 'hello', "$name: hello");
        is($c->event(30)->{event}, 'reset', "$name: reset");
        publish($me);
        is_deeply(numbers($c, $serial), [$serial], 'then live');
    };

    $expect_reset->($_, "Last-Event-ID '$_'")
        for 'x', '1-1', '99999999999999999999-0', (time + 1000) * 1000 . '-0', '-';

    my $old = publish($me);
    $redis->cmd('XADD', 'relevo:live', '*', qw(a x e {})) for 1 .. 10;
    $redis->cmd(qw(XTRIM relevo:live MAXLEN 5));
    $expect_reset->($old, 'trimmed away');

    $old = publish($me);
    $redis->pipeline(map { ['XADD', 'relevo:live', '*', qw(a x e {})] } 1 .. 9_990);
    my $asked = sub { $redis->cmd(qw(INFO commandstats)) =~ /cmdstat_xrange:calls=(\d+)/ ? $1 : 0 };
    my $pages = $asked->();
    my $c = listen_to($token, $old);
    publish($me);
    is_deeply(numbers($c, $serial), ['hello', $serial], 'nearly 10,000 entries: resumed');
    cmp_ok($asked->() - $pages, '>=', 20, '... by pages, not all of them in one reply');
    $redis->cmd('XADD', 'relevo:live', '*', qw(a x e {})) for 1 .. 20;
    $expect_reset->($old, 'more than 10,000');
};


subtest 'Redis goes away' => sub {
    my $stream = listen_to($token);
    $stream->event(30);
    $w->kill9('redis');
    is(listen_to($token)->{response}{status}, 503, 'no new streams');

    $w->start('redis');
    $redis = $w->redis;
    publish($me);
    is_deeply(numbers($stream, $serial), [$serial], 'the old one goes on, nothing missed');

    # a stream that is younger than the reader's position
    my @others = map { listen_to($token) } 1 .. 3;
    $_->event(30) for @others;
    $w->kill9('redis');
    require File::Path;
    File::Path::remove_tree($w->dir('redis'), { keep_root => 1 });
    $w->start('redis');
    $redis = $w->redis;
    is($stream->event(15)->{event}, 'reset', 'the stream was lost: reset');
    is_deeply([map { ($_->event(15) // {})->{event} } @others], [('reset') x 3],
        'for each who listens');
    $_->close for @others;
    publish($me);
    is_deeply(numbers($stream, $serial), [$serial], 'and on it goes');
    $stream->close;
};


subtest 'limits' => sub {
    ok((wait_for { metric('live_clients') == 0 } 5), 'closed streams are forgotten');

    # one worker, and a fresh one: its reader does not wait to come back
    my %old = map { $_ => 1 } $w->children('nginx');
    # and little of what is not read stays in the kernel
    $w->part('nginx')->write(workers => 1,
        replace => [[qr/listen [^;]+/, 'listen ' . $w->part('nginx')->address . ' sndbuf=16k']]);
    $w->part('nginx')->reload;
    wait_until { !grep { $old{$_} } $w->children('nginx') } 10, 'the old workers to go';

    my @streams = map { listen_to($token) } 1 .. 50;
    is((grep { $_->{response}{status} == 200 } @streams), 40, 'as many as allowed');
    is((grep { $_->{response}{status} == 503 } @streams), 10, 'the others: 503');
    $_->close for @streams;
    ok((wait_for { metric('live_clients') == 0 } 5), 'all gone');

    my $deaf = listen_to($token);
    my $well = listen_to($token);
    $_->event(30) for $deaf, $well;
    my $dropped = metric('live_dropped_total');
    my $big = 'x' x 8000;
    wait_until {
        publish($me, text => $big);
        $well->event(30) or die 'the one that reads was dropped';
        metric('live_dropped_total') > $dropped;
    } 30, 'the one that does not read to be dropped';
    pass('a client that does not read is closed, its neighbour is not');
    $_->close for $deaf, $well;
};


sub metric {
    my ($name) = @_;

    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name (\d+)/m;
    return $value;
}


# Whoever comes back by another network has left a stream behind that nobody has
# closed yet: the newest are kept.
subtest 'streams of one visitor' => sub {
    my %old = map { $_ => 1 } $w->children('nginx');
    $w->part('nginx')->write(workers => 1, replace => [], http => 'relevo_live_each 3;');
    $w->part('nginx')->reload;
    wait_until { !grep { $old{$_} } $w->children('nginx') } 10, 'the old workers to go';

    my $others = listen_to(token('demo', 'other', time + 600));
    my @streams = map { listen_to($token) } 1 .. 5;
    is($_->event(30)->{event}, 'hello', 'opened') for $others, @streams;
    ok((wait_for { metric('live_clients') == 4 } 10), 'three are left, and the other visitor');
    is(metric('live_replaced_total'), 2, 'counted');
    publish($_) for $me, 'visitor:other';
    is($_->event(30), undef, 'the oldest has ended') for @streams[0, 1];
    ok($_->{closed}, '... and was closed') for @streams[0, 1];
    is(decode_json($_->event(30)->{data})->{n}, $serial - 1, 'the newest hears') for @streams[2 .. 4];
    is(decode_json($others->event(30)->{data})->{n}, $serial, 'as does the other visitor');
    $_->close for $others, @streams;
};


subtest 'reload closes streams cleanly' => sub {
    my @streams = map { listen_to($token) } 1 .. 4;
    is((grep { $_->event(30)->{event} eq 'hello' } @streams), 4, 'four streams');
    my %old = map { $_ => 1 } $w->children('nginx');
    $w->part('nginx')->reload;

    ok((wait_for { !grep { $old{$_} } $w->children('nginx') } 10), 'the old workers are gone');
    is($_->event(30), undef, 'closed') for @streams;
    is((grep { $_->{closed} } @streams), 4, 'not left hanging');
};

Relevo::World->finish;
