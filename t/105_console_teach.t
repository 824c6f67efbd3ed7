# What teaches the bot, in the console, in a real browser: intents that are
# learned and taken back, templates, the review queue, rules as a form; charts,
# and an agent's reaction.  RELEVO_TEST_SHOTS=DIR keeps the pictures.

use strict;
use warnings;
use utf8;
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;
use Relevo::Browser;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = Relevo::World->new(thinks => 1, stopped => 1, parts => [qw(redis postgres graph worker nginx)],
    set => { 'turn.burst_ms' => 0 });
make_path($w->dir('nlu'));
$w->part('worker')->write('nlu.dir' => $w->dir('nlu'));
$w->start(@{ $w->{parts} });

my $tenant = Relevo::Api::tenant($w, 'demo');

$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $tenant);
Relevo::Api->agent($w, 'demo', 'ada', 'admin');
my $key = Relevo::Api->key($w, 'demo', '*');

# A reply of the bot's to be marked.
my $c = Relevo::Api::conversation($w, 'demo', 'v1', text => 'when do you open?');
$w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, ord, direction, origin, epoch,
        type, text, at) values ($1, core.uuid7(), $2, 1, 1, 'out', 'bot', 1, 'text', 'At <b>nine</b>.', now())},
    $tenant, $c->{id});
$w->pg->do(q{insert into core.turn (tenant_id, conversation_id, from_seq, to_seq, epoch, fence, worker,
        outcome, reason, language) values ($1, $2, 1, 1, 1, 1, 'w', 'ok', 'answer', 'en')}, $tenant, $c->{id});

# A log of ten thousand.
$w->pg->do(q{insert into core.audit_log (tenant_id, seq, at, actor, action, path, status, hash)
    select $1, n + 1000000, now(), 'key', 'entry_' || n, '/x/' || n, 200, ''
    from generate_series(1, 10000) n}, $tenant);

# Somebody on WhatsApp, who waits for a person.
is($w->webhook(wa_message(text => { body => 'I want to talk to a person' }, name => 'Zoë'))->{status}, 200,
    'a customer writes');
ok((wait_for { $w->pg->value(q{select count(*) from core.conversation where state = 'pending_handoff'}) } 30),
    'and waits');
ok((wait_for { $w->pg->value(q{select count(*) from core.rollup where tenant_id = $1 and metric = 'message'},
    $tenant) > 0 } 60), 'the figures are made');

# What WhatsApp has.
my @text = (language => 'es', status => 'APPROVED', category => 'UTILITY');
$w->graph->templates({ waba => '777', name => 'order_sent', @text,
        components => [{ type => 'BODY', text => 'Hola {{1}}, <b>{{2}}</b>' }] },
    { waba => '777', name => 'pictured', @text, components => [{ type => 'HEADER', format => 'IMAGE' },
        { type => 'BODY', text => 'Hola' }] });

browse($w, 'teach', {
    reactions => sub { return 0 + grep { ($_->{type} // '') eq 'reaction' } $w->graph->history },
    model => sub { return 0 + ($w->pg->value(q{select version from core.intent_model where tenant_id = $1
        order by used_at desc limit 1}, $tenant) // 0) },
}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
