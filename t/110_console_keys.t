# The console by keyboard alone, in a real browser (browser/keyboard.mjs): what
# an administrator sets up has its effect on a customer, and every view is
# passed through by Tab.

use strict;
use warnings;
use utf8;
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = Relevo::World->new(thinks => 1, stopped => 1, parts => [qw(redis postgres graph worker nginx)],
    set => { 'turn.burst_ms' => 0, 'health.interval' => 300 });
make_path($w->dir('nlu'));
$w->part('worker')->write('nlu.dir' => $w->dir('nlu'),
    'channel.test_url' => 'http://' . $w->part('nginx')->address);
$w->start(@{ $w->{parts} });

my $tenant = desk_tenant($w);
$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0, "csat_seconds": 0}')}, $tenant);
Relevo::Api->agent($w, 'demo', 'ada', 'admin');
Relevo::Api->agent($w, 'operator', 'root', 'admin');

# Somebody who waits, whom the overview counts.
is($w->webhook(wa_text('I want to talk to a person', from => '5215550100', name => 'Zoë'))->{status}, 200,
    'a customer writes');
ok((wait_for { $w->pg->value(q{select count(*) from core.conversation where state = 'pending_handoff'}) } 30),
    'and waits');
ok((wait_for { $w->pg->value(q{select count(*) from core.rollup where tenant_id = $1 and metric = 'ticket'},
    $tenant) > 0 } 60), 'the figures are made');

# A letter of a message that is as it should be.
$w->pg->do(q{insert into core.dead_letter (tenant_id, channel, account, reason, raw)
    values ($1, 'whatsapp', $2, 'poison', convert_to($3, 'UTF8'))}, $tenant, $w->account,
    wa_body({ account => $w->account }, wa_text('late but whole', from => '5215550199')));


# The turn of what a customer says, when it is over.
sub asked {
    my ($e) = @_;

    my $id = wa_id();
    is($w->webhook(wa_text($e->{text}, from => $e->{from}, id => $id))->{status}, 200, "$e->{from} writes");
    my $turn;
    wait_until { $turn = $w->pg->row(q{select m.conversation_id, m.seq from core.message m
        join core.conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
        where m.provider_id = $1 and c.done_seq >= m.seq}, $id) } 60, 'a turn is over';
    return $turn;
}

browse($w, 'keyboard', {
    asked => sub {
        my $turn = asked(@_);
        return join ' ', map { $_->{text} } $w->pg->rows(q{select text from core.message
            where conversation_id = $1 and seq >= $2 and direction = 'out'}, @$turn{qw(conversation_id seq)});
    },
    intent => sub {
        my ($e) = @_;
        # a worker takes the model when it has heard of it
        return wait_for {
            my $turn = asked($e);
            ($w->pg->value(q{select intent from core.analysis where conversation_id = $1 and seq = $2},
                @$turn{qw(conversation_id seq)}) // '') eq $e->{is};
        } 30;
    },
    waits => sub {
        my ($e) = @_;
        return $w->pg->value(q{select (select string_agg(r ->> 'id', ' ')
                from json_array_elements(d.verdict -> 'rules') r) from core.decision d
            join core.conversation c on c.tenant_id = d.tenant_id and c.id = d.conversation_id
            join core.identity i on i.tenant_id = c.tenant_id and i.conversation_id = c.id
            where right(i.value, length($1)) = $1 and c.state = 'pending_handoff' and d.escalate
            order by d.from_seq desc limit 1}, $e->{from});
    },
    stored => sub {
        my ($e) = @_;
        return wait_for { $w->pg->value('select count(*) from core.message where text = $1',
            $e->{text}) == 1 } 30;
    },
    known => sub {
        my ($e) = @_;
        return wait_until { $w->http(POST => $e->{path}, body => '{}')->{status} == 401 } 30, 'nginx knows it';
    },
    tested => sub {
        my ($e) = @_;
        return $w->pg->value(q{select count(*) from core.message m
            join core.conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
            join core.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
            where a.account = $1 and m.type = 'reaction' and m.direction = 'in'}, $e->{account});
    },
}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
