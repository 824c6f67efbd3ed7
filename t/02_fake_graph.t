# The fake Graph API is strict: every other test leans on what it refuses,
# records and does wrong on demand.  Needs no world, only the program.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use JSON::PP;
use Test::More;
use Time::HiRes qw(time);
use Relevo::Http qw(http sign_meta);
use Relevo::Wait;

my $BUILD = $ENV{RELEVO_BUILD} // "$FindBin::Bin/../build";
my $JSON = JSON::PP->new->utf8->canonical;
my $dir = tempdir(CLEANUP => 1);
my $hooks = IO::Socket::INET->new(Listen => 16, LocalAddr => '127.0.0.1') // die "listen: $!";
my $hook_url = 'http://127.0.0.1:' . $hooks->sockport . '/webhooks/whatsapp';

# `our`: a lexical handle is closed, which waits for the program, before END
our $out;
my $pid = open($out, '-|', "$BUILD/test/fake_graph", '--token', 'T0KEN', '--port', 0,
    '--history', "$dir/history", '--webhook', $hook_url, '--app-secret', 'app_secret_test',
    '--status', 'sent,delivered') // die "fake_graph: $!";
my ($port) = <$out> =~ /^port (\d+)$/ or die 'fake_graph printed no port';
my $at = "127.0.0.1:$port";
END { if ($pid) { my $code = $?; kill KILL => $pid; waitpid $pid, 0; $? = $code } }


my %OK = (messaging_product => 'whatsapp', recipient_type => 'individual', to => '+5215550001',
    type => 'text', text => { preview_url => JSON::PP::false, body => 'hola' },
    biz_opaque_callback_data => 'job-1');

sub send_to_graph {
    my ($message, %o) = @_;

    return http($at, POST => $o{path} // '/v24.0/1065001/messages',
        body => ref $message ? $JSON->encode($message) : $message, timeout => $o{timeout} // 5,
        headers => { 'Content-Type' => $o{type} // 'application/json',
            Authorization => $o{auth} // 'Bearer T0KEN' });
}

sub control { my $r = http($at, POST => '/_control', body => $JSON->encode($_[0])); return $r->{status} }
sub code    { return eval { $JSON->decode($_[0]{body})->{error}{code} } }
sub history { return map { $JSON->decode($_) } split /\n/, http($at, GET => '/_history')->{body} }

# The next webhook; answers it with that status.
sub hook {
    my ($answer) = @_;

    my $c = IO::Select->new($hooks)->can_read(5) ? $hooks->accept : return;
    my $bytes = '';
    while ($bytes !~ /\r\n\r\n/) { sysread($c, $bytes, 65536, length $bytes) or return }
    my ($head, $body) = split /\r\n\r\n/, $bytes, 2;
    my ($len) = $head =~ /content-length: (\d+)/i;
    while (length $body < $len) { sysread($c, $body, 65536, length $body) or return }
    syswrite $c, "HTTP/1.1 $answer X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    close $c;
    my ($signature) = $head =~ /x-hub-signature-256: (\S+)/i;
    return { head => $head, body => $body, signature => $signature,
             value => $JSON->decode($body)->{entry}[0]{changes}[0]{value} };
}


subtest 'refuses what Graph refuses' => sub {
    my @bad = (
        [ 'wrong token',        401, 190,  \%OK, auth => 'Bearer nope' ],
        [ 'no token',           401, 190,  \%OK, auth => '' ],
        [ 'no version',         404, 2500, \%OK, path => '/1065001/messages' ],
        [ 'other edge',         404, 2500, \%OK, path => '/v24.0/1065001/message' ],
        [ 'content type',       400, 100,  \%OK, type => 'text/plain' ],
        [ 'not JSON',           400, 100,  '{"messaging_product":"whatsapp"' ],
        [ 'a list',             400, 100,  '[]' ],
        [ 'duplicate key',      400, 100,  '{"to":"1","to":"2","messaging_product":"whatsapp"}' ],
        [ 'no product',         400, 100,  { %OK, messaging_product => 'x' } ],
        [ 'no recipient',       400, 100,  { map { $_ => $OK{$_} } grep { $_ ne 'to' } keys %OK } ],
        [ 'not a phone number', 400, 100,  { %OK, to => 'Ana' } ],
        [ 'not a user id',      400, 100,
            { (map { $_ => $OK{$_} } grep { $_ ne 'to' } keys %OK), recipient => '12' } ],
        [ 'unknown type',       400, 100,  { %OK, type => 'telepathy' } ],
        [ 'no object of type',  400, 100,  { %OK, type => 'image' } ],
        [ 'empty text',         400, 100,  { %OK, text => { body => '' } } ],
        [ 'text of 4097',       400, 100,  { %OK, text => { body => "\x{e9}" x 4097 } } ],
        [ 'long opaque data',   400, 100,  { %OK, biz_opaque_callback_data => 'x' x 513 } ],
        [ 'context without id', 400, 100,  { %OK, context => { id => 'wamid.1' } } ],
        [ 'unknown key',        400, 100,  { %OK, priority => 1 } ],
        [ 'receipt without id', 400, 100,  { messaging_product => 'whatsapp', status => 'read' } ],
    );

    for (@bad) {
        my ($name, $status, $code, $message, %o) = @$_;
        my $r = send_to_graph($message, %o);
        is("$r->{status} " . (code($r) // '-'), "$status $code", $name);
    }
    is(scalar(grep { $_->{kind} eq 'refused' } history()), scalar @bad, 'all in the history');
    ok(!IO::Select->new($hooks)->can_read(0.2), 'no status for any');
};


subtest 'accepts, records, and reports by signed statuses' => sub {
    my $r = send_to_graph({ %OK, text => { body => "\x{e9}" x 4096 }, context => { message_id => 'wamid.A' } });
    is($r->{status}, 200, 'accepted');
    my $answer = $JSON->decode($r->{body});
    my $id = $answer->{messages}[0]{id};
    like($id, qr/^wamid\./, 'an id');
    is($answer->{contacts}[0]{wa_id}, '5215550001', 'the contact');

    my ($line) = grep { $_->{kind} eq 'message' } history();
    is_deeply([ @$line{qw(to biz_opaque_callback_data status outcome id)} ],
        [ '+5215550001', 'job-1', 200, 'accepted', $id ], 'the history');
    is($line->{context}{message_id}, 'wamid.A', 'with the context');

    my @hooks = map { hook($_) } 503, 200, 200;
    my %times;
    for (@hooks) {
        is($_->{signature}, sign_meta('app_secret_test', $_->{body}), 'signed');
        $times{ $_->{value}{statuses}[0]{status} }++;
        is($_->{value}{statuses}[0]{biz_opaque_callback_data}, 'job-1', 'our id comes back');
        is($_->{value}{metadata}{phone_number_id}, '1065001', 'for the account');
    }
    is_deeply([ sort keys %times ], [qw(delivered sent)], 'sent and delivered, one of them twice');
    wait_until { http($at, GET => '/_pending')->{body} eq '0' } 5, 'all statuses taken';
};


subtest 'a receipt and a user id' => sub {
    is(send_to_graph({ messaging_product => 'whatsapp', status => 'read', message_id => 'wamid.A',
        typing_indicator => { type => 'text' } })->{body}, '{"success":true}', 'receipt');
    my %m = (%OK, recipient => 'MX.134912');
    delete $m{to};
    is(send_to_graph(\%m)->{status}, 200, 'recipient');
    ok(hook(200) && hook(200), 'statuses');
};


# [name, rule, expected status, accepted?, check]
my @scripts = (
    [ 'throttle',     { action => 'error', code => 131056 }, 400, 0, sub { is(code($_[0]), 131056, 'code') } ],
    [ 'http 429',     { action => 'http', status => 429, retry_after => 7 }, 429, 0,
        sub { is($_[0]{headers}{'retry-after'}, 7, 'Retry-After') } ],
    [ 'http 503',     { action => 'http', status => 503, body => 'sorry' }, 503, 0,
        sub { is($_[0]{body}, 'sorry', 'body') } ],
    [ '500 after all', { action => 'http', status => 500, accept => JSON::PP::true }, 500, 1 ],
    [ 'reset before', { action => 'reset_before' }, 0, 0 ],
    [ 'reset after',  { action => 'reset_after' }, 0, 0 ],
    [ 'swallow',      { action => 'swallow', ms => 50 }, 0, 1 ],
    [ 'truncate',     { action => 'truncate' }, 200, 1,
        sub { ok(!eval { $JSON->decode($_[0]{body}) }, 'not JSON') } ],
    [ 'garbage',      { action => 'garbage' }, 200, 1, sub { like($_[0]{body}, qr/html/, 'html') } ],
    [ 'delay',        { action => 'delay', ms => 300 }, 200, 1 ],
);

for (@scripts) {
    my ($name, $rule, $status, $accepted, $check) = @$_;
    subtest "script: $name" => sub {
        http($at, POST => '/_reset', body => '');
        is(control([ { %$rule, nth => 2,
            $rule->{action} eq 'reset_before' ? () : (to => '0009') } ]), 200, 'rule');
        my $before = $rule->{action} eq 'reset_before' ? send_to_graph(\%OK)
            : send_to_graph({ %OK, to => '+5215550009' });
        is($before->{status}, 200, 'the first is not touched');
        my $begun = time;
        my $r = send_to_graph({ %OK, to => '+5215550009' });
        is($r->{status}, $status, 'the second is');
        cmp_ok(time - $begun, '>=', 0.3, 'late') if $rule->{action} eq 'delay';
        $check->($r) if $check;
        is(send_to_graph({ %OK, to => '+5215550009' })->{status}, 200, 'the third is not');
        my @ok = grep { $_->{kind} eq 'message' && $_->{status} == 200 } history();
        is(scalar @ok, 2 + $accepted, $accepted ? 'it was accepted' : 'it was not accepted');
        hook(200) for 1 .. 2 * (2 + $accepted);
    };
}


subtest 'script: silence, wrong lengths, a late failure, no status' => sub {
    control([ { action => 'silence' }, { action => 'short', to => '0002' },
              { action => 'fail_later', code => 131026, to => '0003' },
              { action => 'nostatus', to => '0004' } ]);
    ok(!eval { send_to_graph(\%OK, timeout => 0.3) }, 'silence');
    eval { send_to_graph({ %OK, to => '+52150002' }, timeout => 2) };
    hook(200) for 1 .. 2;
    is(send_to_graph({ %OK, to => '+52150003' })->{status}, 200, 'accepted');
    my $s = hook(200)->{value}{statuses}[0];
    is("$s->{status} $s->{errors}[0]{code}", 'failed 131026', 'then failed');
    is(send_to_graph({ %OK, to => '+52150004' })->{status}, 200, 'accepted');
    ok(!IO::Select->new($hooks)->can_read(0.3), 'and no status');
};


subtest 'media: a URL that dies' => sub {
    http($at, POST => '/_reset', body => '');
    is(control({ media => [ { id => 'M1', body => 'bytes' },
        { id => 'M2', body => 'x', dead => 410 } ] }), 200, 'two objects');
    my %h = (headers => { Authorization => 'Bearer T0KEN', 'User-Agent' => 'relevo/1' });
    for ([ M1 => 200 ], [ M2 => 410 ]) {
        my ($id, $status) = @$_;
        my $url = $JSON->decode(http($at, GET => "/v24.0/$id", %h)->{body})->{url};
        (my $path = $url) =~ s{^http://[^/]+}{};
        is(http($at, GET => $path, %h)->{status}, $status, "$id: $status");
        is(http($at, GET => $path, headers => { 'User-Agent' => 'x' })->{status}, 401, 'bearer needed');
        (my $late = $path) =~ s{/(\d+)$}{'/' . ($1 - 301_000)}e;
        isnt(http($at, GET => $late, %h)->{status}, 200, 'late');
    }
};


subtest 'a misspelt rule is refused' => sub {
    is(control([ { action => 'explode' } ]), 400, 'action');
    is(control([ { action => 'delay', nht => 3 } ]), 400, 'key');
};

done_testing;
