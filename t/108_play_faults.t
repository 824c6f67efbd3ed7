# The desk while everything breaks: networks, nginx and Redis in the order of a
# seed (browser/faults.mjs; RELEVO_TEST_SEED=N plays another one); then logins
# and streams (browser/sessions.mjs).

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $seed = $ENV{RELEVO_TEST_SEED} // 20_261_122;
my $w = desk_world({ nginx => { workers => 2 }, allow => [qr/exited on signal 9/] },
    eva => 'agent', max => 'supervisor', tina => 'agent', lea => 'agent');

diag("RELEVO_TEST_SEED=$seed");
browse($w, 'faults', {
    deeds($w),
    kill => sub {
        my @all;
        wait_until { @all = $w->children('nginx') } 10, 'workers of nginx';
        kill 'KILL', $all[$seed % @all];
        return wait_until { $w->http(GET => '/healthz')->{status} == 200 } 10, 'nginx again';
    },
    redis => sub { $w->kill9('redis'); $w->start('redis'); return },
    said => sub {
        my ($e) = @_;
        return [$w->pg->rows(q{select text from (
                select text, at, id from core.message where conversation_id = $1 and text is not null
                union all select text, created_at, id from core.note
                    where conversation_id = $1 and $2 = 'all') x
            order by at, id}, @$e{qw(conversation kinds)})];
    },
    written => sub { [map { $_->{text} } $w->pg->rows(q{select text from (select text from core.message
        union all select text from core.note) x where text ~ '^(customer|eva|max).* [0-9]+$'})] },
}, $Relevo::Api::PASSWORD, $seed);

browse($w, 'sessions', {
    deeds($w),
    # who is free gets the next one: nobody else is
    alone => sub { $w->pg->do(q{update core.agent set status = case when id = $1 then 'online'
        else 'offline' end}, $w->{desk}{ $_[0]{who} }{agent}); return },
    status => sub { $w->pg->value('select status from core.agent where id = $1',
        $w->{desk}{ $_[0]{who} }{agent}) },
    expire => sub { $w->pg->do(q{update core.session set expires_at = now() - interval '1 s'
        where agent_id = $1}, $w->{desk}{ $_[0]{who} }{agent}); return },
}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
