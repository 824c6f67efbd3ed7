# The same providers against a server that others wrote (aimock, by npm): our
# fakes and our code must not agree on a mistake.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use IPC::Open2;
use JSON::PP;
use Test::More;

use Relevo::World;

my $TEXT = 'Olá! ¿Qué tal? 👋 Tudo bem — merci.';


sub aimock {
    my ($major) = (qx{node --version 2>/dev/null} // '') =~ /^v(\d+)/;
    my $node = ($major // 0) >= 20 ? 'node'
        : "$FindBin::Bin/node_modules/node/bin/node";

    -d "$FindBin::Bin/node_modules/\@copilotkit/aimock"
        or BAIL_OUT('aimock is missing: (cd t && npm ci)');
    my $pid = open2(my $out, my $in, $node, "$FindBin::Bin/oracle/aimock.mjs");
    chomp(my $url = <$out> // '');
    return { url => $url, pid => $pid, in => $in };
}


my $mock = aimock();
like($mock->{url}, qr{^http://127\.0\.0\.1:\d+$}, 'it runs') or BAIL_OUT('no aimock');

my $w = Relevo::World->new(thinks => 1, parts => [qw(postgres)],
    set => { 'provider.retry' => '10ms', 'provider.attempts' => 2 });
$w->part('worker')->write;

my $key = $w->dir('secrets', 'mock.key');
open my $f, '>', $key or die $!;
print $f "id:secret\n";
close $f;
chmod 0600, $key;

for (['openai', 'gpt-4o', '/v1'], ['anthropic', 'claude-sonnet-4', ''],
     ['bedrock', 'anthropic.claude-3-5-sonnet-20240620-v1:0', '']) {
    my ($kind, $model, $path) = @$_;

    subtest $kind => sub {
        my $r = $w->cli('provider', 'add', $kind, '--kind', $kind, '--model', $model,
            '--base-url', "$mock->{url}$path", '--key-file', $key);
        is($r->{status}, 0, 'added') or diag($r->{err});

        for my $stream (0, 1) {
            my @how = $stream ? '--stream' : ();
            my $what = $stream ? 'streamed' : 'whole';
            my $ask = sub {
                my $out = $w->cli('provider', 'test', $kind, '--text', $_[0], '--tools', @how);
                return eval { decode_json($out->{out}) } // { error => "$out->{out}$out->{err}" };
            };

            $r = $ask->('greet');
            is_deeply([@$r{qw(result text finish)}], ['ok', $TEXT, 'stop'], "$what: text")
                or diag(explain($r));
            cmp_ok($r->{pieces} // 0, $stream ? '>' : '==', $stream ? 3 : 0, "$what: pieces");
            $r = $ask->('transfer');
            is_deeply([@$r{qw(result finish)}, @{ $r->{calls}[0] // {} }{qw(name arguments)}],
                ['ok', 'tool_calls', 'transfer_to_agent',
                 { skill => 'billing', reason => 'ñandú — 12 €' }], "$what: a tool call")
                or diag(explain($r));
            $r = $ask->('busy');
            is_deeply([@$r{qw(result failure attempts)}], ['retry', 'busy', 2], "$what: 429")
                or diag(explain($r));
        }
    };
}

close $mock->{in};
waitpid $mock->{pid}, 0;
Relevo::World->finish;
