# A conversation in the archive, as an administrator opens it in the console,
# and again when it was brought back.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Browser;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'archive.interval' => 0 });
my $pg = $w->pg;
Relevo::Api->agent($w, 'demo', 'ada', 'admin');
is($w->webhook(wa_text('How much does shipping cost?', from => '34600000001', name => 'Ana'))->{status}, 200,
    'a customer writes');
my $id;
wait_until { $id = $pg->value(q{select c.id from core.conversation c where c.last_seq = 1 and c.done_seq = 1
    and not exists (select from core.outbox o where o.conversation_id = c.id and o.state <> 'sent')}) } 30,
    'and is answered';

# a hundred days ago
$pg->do(q{update core.message m set id = overlay(m.id::text placing left(core.uuid7_floor(
    core.uuid7_at(m.id) - interval '100 days')::text, 13) from 1 for 13)::uuid
    where conversation_id = $1}, $id);
is($w->cli(qw(archive run --tenant demo))->{status}, 0, 'relevo archive run');
is($pg->value('select state from core.conversation where id = $1', $id), 'archived', 'it is archived');

browse($w, 'archive', { restore => sub {
    is($w->cli(qw(archive restore --tenant demo --conversation), $id)->{status}, 0, 'restored');
    return 'done';
} }, $Relevo::Api::PASSWORD, $id);

Relevo::World->finish;
