# docs/TUTORIAL.md, every command of it, against a stack: what it promises is
# what comes out.  The key, too, as `relevo key` shows and revokes it.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Wait;
use Relevo::World;

die "jq is not installed: ./build.sh deps --test\n" if system('command -v jq > /dev/null') != 0;

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker nginx)],
    set => { 'turn.burst_ms' => 0 });

# ---- the page as one script; what names the stack is ours ----

open my $in, '<:utf8', "$FindBin::Bin/../docs/TUTORIAL.md" or die "TUTORIAL.md: $!";
my $script = join '', map { s/^    //r } grep { /^    / } <$in>;
$script =~ s/^source .*\n//m or die 'no source line';
$script =~ s/^relevo\(\) .*\n//m or die 'no relevo()';
(my $answer = $script) =~ s/^(TOKEN=\$ANA_TOKEN api GET \/api\/v1\/conversations \|.*)$/
    until TOKEN=\$ANA_TOKEN api GET '\/api\/v1\/conversations' | jq -e '.items[0]' > \/dev\/null;
    do sleep 0.1; done\n$1/m;
my $file = $w->write_file('tutorial.sh', join "\n", 'set -euo pipefail',
    "RELEVO_URL=http://@{[$w->url]}", 'relevo() { ' . $w->part('worker')->binary . ' --config '
    . $w->part('worker')->config . ' "$@"; }', do { utf8::encode($answer); $answer });

my $out = qx(timeout 90 bash $file 2>&1);
is($?, 0, 'every command succeeds') or diag($out);
utf8::decode($out);
like($out, qr/"slug": "shop"/, '1: a tenant with a key of its own');
like($out, qr/"online"/, '3: an agent is online');
like($out, qr/"state": "(pending_handoff|human)",\s+"agent": "[0-9a-f-]{36}"/, '4: it is hers');
like($out, qr/"number": "TKT-\d{4}-0001"/, '5: with a ticket');
like($out, qr/"text": "Quiero hablar con una persona"/, '... and its messages');
like($out, qr/"resolved"/, '... resolved');
like($out, qr/"action": "conversation_resolve",\s+"actor": "agent"/, '6: in the audit log');
wait_until { $w->pg->value(q{select state from core.outbox where origin = 'agent'})
    eq 'sent' } 10, 'what she wrote to be sent';
pass('the customer has what she wrote');

# ---- the command line ----

my $r = $w->cli(qw(key add bot --tenant shop --scopes tickets:write --days 30));
is($r->{status}, 0, 'key add') or diag($r->{err});
like($r->{out}, qr/^rk_[\w-]{43}\n$/, '... the key alone, for a variable');
my ($id) = $r->{err} =~ /key (\S+) of bot/;
is($w->cli(qw(key add x --tenant shop))->{status}, 2, '... needs scopes');
isnt($w->cli(qw(key add x --tenant shop --scopes all))->{status}, 0, '... that exist');
like($w->cli(qw(key list --tenant shop))->{out}, qr/\Q$id\E.* in use +bot  tickets:write/, 'list');
is($w->cli(qw(key revoke), $id, qw(--tenant shop))->{status}, 0, 'revoke');
like($w->cli(qw(key list --tenant shop))->{out}, qr/\Q$id\E.* revoked/, '... shows');
my $secret = $w->write_file('password', "another good password\n", 0600);
is($w->cli(qw(key password ana@shop.example --tenant shop --file), $secret)->{status}, 0,
    'a password from a file');
is($w->http(POST => '/api/v1/session', headers => { 'Content-Type' => 'application/json' },
    body => encode_json({ tenant => 'shop', email => 'ana@shop.example',
    password => 'another good password' }))->{status}, 201, '... opens');

Relevo::World->finish;
