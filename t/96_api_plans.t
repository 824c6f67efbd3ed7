# Every query of the API finds its rows by an index: with some thousand rows
# each GET route is asked, and PostgreSQL has read no table that grows from
# end to end, nor an index (a page of the inbox walks at most 5,000 messages).
# Shown to see: without the index of messages it has.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $key = Relevo::Api->key($w, 'operator', '*');
my $ana = Relevo::Api->agent($w, 'operator', 'ana', 'agent');
my $c = Relevo::Api::conversation($w, 'operator', 'v1');
my @grow = qw(message conversation contact identity ticket outbox assignment note label
    inbox conversation_log read_mark draft search_doc rollup
    dead_letter audit_log api_key session idempotency task review kb_chunk);

$w->pg->do(q{with n as (insert into core.contact (tenant_id, id, account_id, name)
        select tenant_id, core.uuid7(), account_id, 'Contact ' || i
        from core.conversation, generate_series(1, 3000) i where id = $1
        returning tenant_id, id, account_id)
    insert into core.conversation (tenant_id, id, account_id, contact_id, partition, last_seq,
        done_seq) select tenant_id, core.uuid7(), account_id, id, 3, 3, 3 from n}, $c->{id});
$w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, direction, origin,
        epoch, type, text, at)
    select tenant_id, core.uuid7(), id, i, 'in', 'visitor', 1, 'text', 'x', now()
    from core.conversation, generate_series(2, 3) i where tenant_id = $1}, $key->{tenant});
$w->pg->do(q{insert into core.dead_letter (tenant_id, reason) select $1, 'x'
    from generate_series(1, 3000)}, $key->{tenant});
$w->pg->do(q{insert into core.task (tenant_id, kind, input, state) select $1, 'draft', '{}', 'done'
    from generate_series(1, 3000)}, $key->{tenant});
$w->pg->do(q{insert into core.review (tenant_id, conversation_id, message_id, seq, language,
        said_at, score, scored_at)
    select $1, $2, core.uuid7(), 1, 'en', now(), 3, now() - interval '90 days'
    from generate_series(1, 3000)}, $key->{tenant}, $c->{id});
$w->pg->do(q{insert into core.inbox (tenant_id, conversation_id, state, channel, from_seq,
        active_ms, waiting_ms, due_ms)
    select tenant_id, id, 'human', 'webchat', 0, 1, 1, 1 from core.conversation
    where tenant_id = $1}, $key->{tenant});
$w->pg->do(q{insert into core.search_doc select tenant_id, id, 'message', conversation_id,
        core.search_tsv(tenant_id, 'message', text || ' ' || seq) from core.message
    where tenant_id = $1}, $key->{tenant});
$key->put('/api/v1/knowledge/faq/en', { items => [map { { question => "What is the number $_?",
    answer => "It is $_." } } 1 .. 3000] });
$w->pg->do('vacuum analyze');
$key->post("/api/v1/conversations/$c->{id}/handoff", {});

my $doc = $key->get('/api/v1/openapi.json')->{json};
my %text = (ticket => 'TKT-2026-0001', name => 'x', endpoint => 'x', language => 'en', version => 1);
my @asked = grep { !m{openapi|^/live} } sort grep { $doc->{paths}{$_}{get} }
    keys %{ $doc->{paths} };
push @asked, map { "/api/v1/conversations?$_" } 'state=human', 'state=resolved', 'label=x',
    "contact=$c->{contact}", "agent=$ana->{agent}", 'q=v1';
push @asked, '/api/v1/tickets?status=open', '/api/v1/reviews?state=open',
    '/api/v1/usage?by=month', '/api/v1/canned-replies?q=x';
push @asked, (map { "/api/v1/conversations?view=all&sort=$_&limit=50" } qw(oldest priority waiting due)),
    '/api/v1/conversations?view=pending', '/api/v1/conversations?view=resolved',
    '/api/v1/conversations?page=3',
    '/api/v1/search?q=nothing', '/api/v1/search?q=3', '/api/v1/overview?period=30d',
    map { "/api/v1/knowledge/search?q=$_&language=en" } 'what+of+number+300', 'wrongli';


# Tables that were read from end to end while every GET was asked.
sub scanned {
    $w->pg->value('select pg_stat_reset()');
    my @bad;
    for my $path (@asked) {
        (my $url = $path) =~ s/\{(\w+)\}/$text{$1} \/\/ ($path =~ m{agents} ? $ana->{agent}
            : $path =~ m{contacts} ? $c->{contact} : $c->{id})/ge;
        my $r = $key->get($url);
        push @bad, "$url: $r->{status}" if $r->{status} >= 500;
    }
    # what a backend counts it tells when it goes
    $w->pg->do(q{select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where usename = 'relevo_web'});
    wait_until { $w->pg->value(q{select sum(idx_scan) from pg_stat_user_tables
        where relname like 'message%'}) > 0 } 10, 'the counters';
    return @bad, map { "$_->{t}: $_->{n} rows" } $w->pg->rows(q{
        select relname as t, seq_tup_read + idx_tup_fetch as n from pg_stat_user_tables
        where schemaname = 'core' and (seq_tup_read > 1000 or idx_tup_fetch > 60000)
          and regexp_replace(relname, '_(\d{4}_\d\d|default)$', '') = any ($1)},
        '{' . join(',', @grow) . '}');
}


is_deeply([scanned()], [], scalar(@asked) . ' paths, no table read from end to end');
$w->pg->do('drop index core.message_conversation');
like(join("\n", scanned()), qr/^message_\d+_\d+: \d{6,} rows/m, 'without its index messages are');

Relevo::World->finish;
