# Conversations that are over and old go to the object store and out of the
# database, and come back as they were; wherever it is interrupted, they are
# whole in one of the two.  docs/ARCHIVE.md

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Compress::Zlib ();
use Digest::SHA 'sha256_hex';
use Encode 'encode_utf8';
use JSON::PP;
use Test::More;

use Relevo::S3;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my @TABLES = qw(message turn decision analysis note draft conversation_memory conversation_log
    search_doc);
# Of a conversation, and stay: their own days, or the row is a name or a number.
my %STAYS = map { $_ => 1 } qw(archive assignment callback dead_letter episode identity inbox label
    media notification outbox read_mark review ticket viewing work);

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'archive.interval' => 0,
    'retention.turn_days' => 300, 'retention.interval' => '200ms' });
my $pg = $w->pg;
my $s3 = Relevo::S3->start($w->dir('bucket'));
my $tenant = $pg->value(q{select tenant_id from core.tenant where slug = 'demo'});

$pg->do(q{insert into core.agent (tenant_id, email, name) values ($1, 'a@x.test', 'Ana')}, $tenant);
my $agent = $pg->value(q{select id from core.agent where email = 'a@x.test'});

sub json_of { return decode_json($_[0]{out} || '{}') }
sub archive { return $w->cli('archive', @_) }
sub run_json { return json_of(archive('run', '--json', @_)) }

sub state_of {
    return $pg->value('select state from core.conversation where id = $1', $_[0]);
}

sub archives {
    return $pg->rows('select state, object, archived_at is not null as real from core.archive
        where conversation_id = $1 order by id', $_[0]);
}

# Every row of it, as text, but for what the moves of the archive itself log.
sub dump_of {
    my ($id) = @_;

    return { map { my $t = $_; ($t => [map { $_->{line} } $pg->rows(qq{
        select to_jsonb(x)::text as line from core.$t x where x.conversation_id = \$1
        } . ($t eq 'conversation_log'
            ? q{and coalesce(x.facts ->> 'reason', '') not in ('retention', 'restored')} : '')
        . ($t eq 'search_doc' ? q{and x.kind = 'message'} : '') . ' order by 1', $id)]) } @TABLES };
}

sub rows_of { my $d = dump_of($_[0]); my $n = 0; $n += @$_ for values %$d; return $n }

# Everything of it is so many days older.
sub age {
    my ($id, $days) = @_;

    $pg->do(q{update core.message m set id = overlay(m.id::text placing left(core.uuid7_floor(
            core.uuid7_at(m.id) - make_interval(days => $2))::text, 13) from 1 for 13)::uuid,
        created_at = created_at - make_interval(days => $2)
        where conversation_id = $1}, $id, $days);
    $pg->do(qq{update core.$_->[0] set $_->[1] = $_->[1] - make_interval(days => \$2)
        where conversation_id = \$1}, $id, $days)
        for ['note', 'created_at'], ['draft', 'updated_at'], ['ticket', 'updated_at'],
            ['callback', 'created_at'];
}

my $serial = 0;

# Somebody who has written and was answered, so many days ago.
sub conversation {
    my ($days, @texts) = @_;

    my $from = '3460000' . sprintf '%04d', ++$serial;
    @texts = ('How much does shipping cost?') if !@texts;
    is($w->webhook(wa_text($_, from => $from))->{status}, 200, 'accepted') for @texts;
    my $id;
    wait_until { $id = $pg->value(q{select c.id from core.conversation c join core.identity i
        on i.conversation_id = c.id where i.value = $1 and c.done_seq = c.last_seq and c.last_seq >= $2
        and not exists (select from core.outbox o where o.conversation_id = c.id and o.state <> 'sent')
        }, $from, scalar @texts) } 30, 'answered';
    $pg->do(q{insert into core.note (tenant_id, conversation_id, agent_id, text)
        values ($1, $2, $3, $4)}, $tenant, $id, $agent, "a note\nof two lines, ñ \"quoted\" \\ end");
    $pg->do(q{insert into core.draft (tenant_id, conversation_id, agent_id, text)
        values ($1, $2, $3, 'not sent')}, $tenant, $id, $agent);
    $pg->do(q{insert into core.conversation_memory (tenant_id, conversation_id, summary, summary_seq)
        values ($1, $2, 'what it was about', 1) on conflict do nothing}, $tenant, $id);
    $pg->do(q{select core.search_pass($1, 1000)}, $tenant);
    age($id, $days) if $days;
    # indexed by what it is called now
    $pg->do(q{insert into core.search_doc (tenant_id, id, kind, conversation_id, tsv)
        select m.tenant_id, m.id, 'message', m.conversation_id, core.search_tsv(m.tenant_id, 'message',
            m.text) from core.message m where conversation_id = $1 on conflict do nothing}, $id);
    return ($id, $from);
}


subtest 'every table that holds rows of a conversation is decided' => sub {
    my %goes = map { $_ => 1 } @TABLES;
    my @of = map { $_->{t} } $pg->rows(q{select c.relname as t from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'conversation_id'
        where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition});
    is_deeply([sort grep { !$goes{$_} && !$STAYS{$_} } @of], [],
        'it goes (0070_archive) or stays (docs/ARCHIVE.md)');
};


my ($old, $old_from) = conversation(100, 'How much does shipping cost?', 'and to the islands?');
my ($young) = conversation(80);
my ($busy) = conversation(100);
$pg->do(q{update core.conversation set state = 'human' where id = $1}, $busy);
my $before = dump_of($old);
is_deeply([grep { !@{ $before->{$_} } } @TABLES], [], 'it has rows in every table that goes')
    or diag explain $before;

subtest 'dry run' => sub {
    my $r = run_json('--dry-run');
    is($r->{archived}, 1, 'one is old enough');
    is_deeply(dump_of($old), $before, 'and is still here');
    is($pg->value('select count(*) from core.archive'), 0, 'nothing is written down');
};

subtest 'away, into the folder' => sub {
    my $r = run_json();
    is($r->{archived}, 1, 'one') or diag explain $r;
    is($r->{failed}, 0, 'nothing failed');
    is(state_of($old), 'archived', 'its state');
    is(state_of($young), 'bot', 'the young one stays');
    is(state_of($busy), 'human', "and what is a person's");
    is(rows_of($old), 0, 'its rows are gone');
    ok(rows_of($young) > 5, "others' are not");

    my ($a) = archives($old);
    is($a->{state}, 'kept', 'written down');
    like($a->{object}, qr{^\Q$tenant\E/archive/\d{4}/\d\d/[0-9a-f-]{36}\.ndjson\.gz$}, 'its name');
    open my $in, '<:raw', $w->dir('objects', $a->{object}) or die $!;
    my $text = Compress::Zlib::memGunzip(do { local $/; <$in> });
    my ($head, $body) = split /\n/, $text, 2;
    $head = decode_json($head);
    is($head->{relevo_archive}, 1, 'a header');
    is($head->{conversation}, $old, 'of this conversation');
    is($head->{sha256}, sha256_hex($body), 'with the digest of what follows');
    my %n;
    $n{ decode_json($_)->{t} }++ for split /\n/, $body;
    is_deeply(\%n, $head->{counts}, 'and the number of rows of each table');
    is_deeply(\%n, { map { $_ => scalar @{ $before->{$_} } } @TABLES }, 'all of them');
    my ($m) = grep { $_->{t} eq 'message' } map { decode_json($_) } split /\n/, $body;
    is($m->{r}{text}, 'How much does shipping cost?', 'as they were said, oldest first');
};

subtest 'what is left is right' => sub {
    my $audit = $w->cli('audit');
    is($audit->{status}, 0, 'both laws hold') or diag("$audit->{out}$audit->{err}");
    my ($l) = @{ decode_json(archive(qw(list --json --tenant demo))->{out}) };
    is("$l->{state} $l->{conversation}", "kept $old", 'list');
    my $v = archive('verify');
    is($v->{status}, 0, 'verify') or diag("$v->{out}$v->{err}");
    like($v->{out}, qr/^1 archives, 0 missing, 0 damaged/m, 'all is there');
};

subtest 'back' => sub {
    my $r = archive(qw(restore --tenant demo --conversation), $old, '--dry-run');
    is($r->{status} . rows_of($old), '00', 'a dry run changes nothing');
    $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'restored') or diag($r->{err});
    is_deeply(dump_of($old), $before, 'row for row');
    is(state_of($old), 'resolved', 'resolved');
    $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'again: harmless');
    is_deeply(dump_of($old), $before, 'the same rows');
    is(run_json()->{archived}, 0, 'it is not archived again the next night');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
};

# The hold is over.
sub let_go { $pg->do('update core.archive set hold_until = now() - interval $$1 s$$') }

subtest 'away again' => sub {
    let_go();
    is(run_json()->{archived}, 1, 'once the hold is over');
    is_deeply([map { $_->{state} } archives($old)], ['going', 'kept'],
        'the first object is not needed any more');
    is(run_json()->{removed}, 1, 'and is removed by the next run');
    my ($gone, $kept) = archives($old);
    is($gone->{state}, 'gone', 'which says so');
    ok(-f $w->dir('objects', $kept->{object}), 'the other one stays');
    is(archive('verify')->{status}, 0, 'all is well');
};

subtest 'the customer writes again' => sub {
    is($w->webhook(wa_text('hello again', from => $old_from))->{status}, 200, 'accepted');
    wait_until { $pg->value(q{select done_seq >= 3 and state = 'bot' from core.conversation
        where id = $1}, $old) } 30, 'it is answered by the bot';
    is($pg->value('select episode from core.conversation where id = $1', $old), 2,
        'a new episode, of the same conversation');
    is($pg->value(q{select string_agg(seq::text, ' ' order by seq) from core.message
        where conversation_id = $1 and direction = 'in'}, $old), '3', 'without the past, numbered on');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
    my $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'its past can be had back');
    is(state_of($old), 'bot', 'and it goes on');
    is($pg->value(q{select string_agg(seq::text, ' ' order by seq) from core.message
        where conversation_id = $1 and direction = 'in'}, $old), '1 2 3', 'whole');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
};
let_go();

Relevo::World->finish;
