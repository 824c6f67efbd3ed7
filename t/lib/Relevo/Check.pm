package Relevo::Check;

# The one checker of all fault tests: invariants (t/README.md) over
# what the senders saw, what the database holds, what the provider got.
#
#   my $check = Relevo::Check->new($world, ledgers => [$traffic]);
#   $check->quiet(60);                  # I7: waits until nothing is left to do
#   $check->all;                        # one TAP line per invariant
#   $check->violations('I2');           # the list, for controls that must fail
#
# Every invariant is a sub that returns its violations as sentences.  A checker
# that cannot fail proves nothing: t/60_controls.t breaks each on purpose.

use strict;
use warnings;

use JSON::PP;
use Test::More;

use Relevo::Wait;
use Relevo::World::Logs;

my @ORDER = qw(I1 I2 I3 I4 I5 I6 I7 I11 I12);

my %NAME = (
    I1 => 'no loss', I2 => 'effects once', I3 => 'order', I4 => 'replies once, in order',
    I5 => 'the two laws', I6 => 'every 200 is true', I7 => 'nothing left to do',
    I11 => 'logs are clean', I12 => 'fencing',
);


# answered => 0: not every message is its own turn and answered by one reply
# (bursts, silence, parts).  records => 0: Redis was rolled back on purpose, so
# its own count of entries says nothing any more.
sub new {
    my ($class, $world, %o) = @_;

    return bless { world => $world, ledgers => [], answered => 1, records => 1,
                   %o }, $class;
}


sub violations {
    my ($self, $id) = @_;

    my $method = lc $id;
    my @found = $self->$method;
    return @found > 8 ? (@found[0 .. 7], '... ' . (@found - 8) . ' more') : @found;
}


sub all {
    my ($self, %o) = @_;

    my %skip = map { $_ => 1 } @{ $o{except} // [] };

    for my $id (grep { !$skip{$_} } @ORDER) {
        my @found = $self->violations($id);
        ok(!@found, "$id: $NAME{$id}") or diag(join "\n", @found);
    }

    diag($self->counts);
    return $self;
}


# What a person wants to read: lost, duplicated, reordered.
sub counts {
    my ($self) = @_;

    my $c = $self->pg->row(q{
        select (select count(*) from core.message where direction = 'in') as messages,
               (select count(*) from core.outbox where state = 'sent') as sent,
               (select count(*) from core.outbox where maybe_duplicate) as flagged,
               (select count(*) from core.dead_letter) as dead});
    my $accepted = 0;
    $accepted += $_->accepted for @{ $self->{ledgers} };

    return sprintf 'accepted %d, messages %d, sent %d, dead letters %d,'
        . ' sends flagged as possible duplicates %d; lost %d, doubled %d, reordered %d',
        $accepted, @$c{qw(messages sent dead flagged)},
        scalar($self->i1), scalar($self->i2), scalar($self->i3);
}


sub pg { return $_[0]{world}->pg }

sub ledger { my ($self) = @_; return map { $_->ledger } @{ $self->{ledgers} } }

# lists in list context, their number in scalar context
sub _list { return wantarray ? @_ : scalar @_ }


# ---- I7: waits for rest ----

sub quiet {
    my ($self, $timeout) = @_;

    my $graph = $self->{world}->has('graph') && $self->{world}->graph;
    my $rested = wait_for {
        # what is still to come first: it may have come by the next look
        !($graph && $graph->pending) && !(my @left = $self->i7);
    } $timeout;
    ok($rested, "everything is done within $timeout s")
        or diag(join "\n", $self->i7);
    return $rested;
}


# Conversations with messages that nobody has answered yet
sub unfinished {
    my ($self) = @_;

    return $self->pg->value(
        'select count(*) from core.conversation where done_seq < last_seq');
}


sub i7 {
    my ($self) = @_;

    # the stream first: what is in it may become work before the next look
    my @found;
    my %cursor = map { $_->{partition} => $_->{cursor} }
        $self->pg->rows('select partition, cursor from core.partition_lease');
    for my $p (sort { $a <=> $b } keys %cursor) {
        my $last = $self->last_id($p) // next;
        push @found, "partition $p: cursor $cursor{$p}, stream at $last"
            if $last ne $cursor{$p};
    }

    my $c = $self->pg->row(q{
        select (select count(*) from core.conversation where done_seq < last_seq) as unfinished,
               (select count(*) from core.work) as work,
               (select count(*) from core.outbox
                 where state in ('pending', 'inflight', 'retry', 'ambiguous')) as open});

    push @found, "$c->{unfinished} conversations have unfinished messages" if $c->{unfinished};
    push @found, "$c->{work} conversations are still marked as work"
        if $c->{work} != $c->{unfinished};
    push @found, "$c->{open} outbox rows are neither sent nor given up" if $c->{open};

    return _list(@found);
}


sub last_id {
    my ($self, $p) = @_;

    my ($info) = eval { $self->{world}->redis->cmd('XINFO', 'STREAM', "relevo:{$p}:in") };
    return undef unless $info;
    my %info = @$info;
    return $info{'last-generated-id'};
}


# ---- I1, I2: every accepted message, once ----

sub i1 {
    my ($self) = @_;

    my %have = map { $_->{id} => 1 } $self->pg->rows(q{
        select provider_id as id from core.message where direction = 'in'
        union all
        select (regexp_matches(convert_from(raw, 'LATIN1'), 'wamid[.][^"]+', 'g'))[1]
          from core.dead_letter where raw is not null});

    return _list(map { "answered 200 but nowhere: $_->{id}" }
        grep { !$have{ $_->{id} } } $self->ledger);
}


sub i2 {
    my ($self) = @_;

    my @rows = $self->pg->rows(q{
        select m.provider_id as id, count(*) as n
          from core.message m where m.direction = 'in'
         group by m.tenant_id, m.conversation_id, m.provider_id having count(*) > 1});
    my @turns = $self->pg->rows(q{
        select t.conversation_id as id, sum(t.to_seq - t.from_seq + 1) as n, c.done_seq
          from core.turn t join core.conversation c
            on c.tenant_id = t.tenant_id and c.id = t.conversation_id
         group by t.tenant_id, t.conversation_id, c.done_seq
        having sum(t.to_seq - t.from_seq + 1) <> c.done_seq});

    return _list((map { "$_->{n} messages with the id $_->{id}" } @rows),
        map { "conversation $_->{id}: turns cover $_->{n} of $_->{done_seq} messages" } @turns);
}


# ---- I3: order ----

sub i3 {
    my ($self) = @_;

    my @found = map { "conversation $_->{id}: seq 1..$_->{last_seq} has $_->{n} messages" }
        $self->pg->rows(q{
            select c.id, c.last_seq, count(m.seq) as n
              from core.conversation c left join core.message m
                on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.direction = 'in'
             group by c.tenant_id, c.id, c.last_seq
            having count(distinct m.seq) <> c.last_seq});

    push @found, map { "conversation $_->{id}: turn $_->{from_seq} started before the one"
            . " before it ended, or a gap lies between them" }
        $self->pg->rows(q{
            select conversation_id as id, from_seq from (
                select *, lag(to_seq) over w as before, lag(ended_at) over w as ended
                  from core.turn window w as (partition by tenant_id, conversation_id
                                              order by from_seq)) t
             where (before is not null and (from_seq <> before + 1 or ended_at < ended
                                            or started_at < ended))
                or (before is null and from_seq <> 1)});

    my %seq = map { $_->{id} => $_->{seq} } $self->pg->rows(
        q{select provider_id as id, seq from core.message where direction = 'in'});
    my %last;
    for my $e ($self->ledger) {
        my $seq = $seq{ $e->{id} } // next;
        my $key = "$e->{account} $e->{from}";
        push @found, "$e->{id} was accepted after a message with a higher number"
            if ($last{$key} // 0) > $seq;
        $last{$key} = $seq;
    }

    return _list(@found);
}


# ---- I4: replies ----

sub i4 {
    my ($self) = @_;

    my %row = map { $_->{id} => $_ } $self->pg->rows(q{
        select o.id, o.queue, o.ord, o.state, o.attempt, o.maybe_duplicate, o.policy,
               o.provider_id
          from core.outbox o join core.account a
            on a.tenant_id = o.tenant_id and a.id = o.account_id
         where o.kind = 'message' and a.channel in ('whatsapp', 'messenger', 'instagram')});
    my %by_provider = map { $_->{provider_id} => $_->{id} } grep { $_->{provider_id} } values %row;
    my @found = $self->_answers;

    if ($self->{world}->has('graph')) {
        my (%sends, %last);

        for my $send ($self->{world}->graph->sent) {
            # Instagram carries no id of ours
            my $id = $send->{biz_opaque_callback_data} // $send->{message}{metadata}
                // $by_provider{ $send->{id} // '' } // 'none';
            my $row = $row{$id};
            push(@found, "sent without an outbox row: $id"), next unless $row;
            next if $sends{$id}++;
            push @found, "row $id of $row->{queue} left after a later one"
                if ($last{ $row->{queue} } // 0) > $row->{ord};
            $last{ $row->{queue} } = $row->{ord};
        }

        for my $id (sort keys %row) {
            my ($row, $n) = ($row{$id}, $sends{$id} // 0);
            push @found, "$id is 'sent' but never arrived" if $row->{state} eq 'sent' && !$n;
            push @found, "$id arrived $n times, not flagged"
                if $n > 1 && (!_true($row->{maybe_duplicate}) || $row->{policy} eq 'at_most_once');
        }
    }

    return _list(@found);
}


# With burst 0 every message in state bot is answered by exactly one reply.
sub _answers {
    my ($self) = @_;

    return unless $self->{answered};
    return map { "conversation $_->{conversation_id}, message $_->{from_seq}: $_->{replies} replies" }
        $self->pg->rows(q{select conversation_id, from_seq, replies from core.turn
                           where outcome = 'ok' and replies <> 1
                              or outcome <> 'ok'
                             and coalesce(reason, '') not in ('nothing_said', 'quarantine')});
}


sub _true { my ($v) = @_; return $v && $v ne 'f' && $v ne 'false' }


# ---- I5: the two laws, by the product's own tool ----

sub i5 {
    my ($self) = @_;

    my $r = $self->{world}->cli('audit', '--json');
    return _list() if $r->{status} == 0;
    return _list(grep { /\S/ } split /\n/, "audit: $r->{out}$r->{err}");
}


# ---- I6: a 200 names records, and they are in the log of Redis ----

sub i6 {
    my ($self) = @_;

    return _list() unless $self->{world}->has('nginx');

    my (@found, %records);
    for my $line ($self->{world}->part('nginx')->access) {
        next unless $line->{status} == 200 && $line->{method} eq 'POST'
            && $line->{uri} =~ m{^/(webhook|chat/[^/]+/messages)};
        my @ids = split /[ ,]+/, $line->{records} // '';
        push @found, "200 without a record: request $line->{request_id}"
            unless grep { /^\d+:\d+-\d+$/ } @ids;
        for (@ids) { push @{ $records{$1} }, $2 if /^(\d+):(\d+-\d+)$/ }
    }

    for my $p (sort { $a <=> $b } keys %records) {
        my ($info) = eval { $self->{world}->redis->cmd('XINFO', 'STREAM', "relevo:{$p}:in") };
        my %info = @{ $info // [] };
        my $n = @{ $records{$p} };
        push @found, "partition $p: $n records were promised, Redis added "
            . ($info{'entries-added'} // 0)
            if $self->{records} && ($info{'entries-added'} // 0) < $n;
    }

    return _list(@found);
}


# ---- I11, I12 ----

sub i11 {
    my ($self) = @_;

    my $w = $self->{world};
    return _list(Relevo::World::Logs::dirt($w->dir, @{ $w->{allow} // [] }));
}


# Of a partition nothing is written under an older fence than before, and
# under one fence one worker writes.
sub i12 {
    my ($self) = @_;

    my @found = map { "partition $_->{partition}: fence $_->{fence} wrote after fence $_->{before}" }
        $self->pg->rows(q{
            select distinct partition, fence, before from (
                select c.partition, t.fence,
                       max(t.fence) over (partition by c.partition order by t.ended_at
                           rows between unbounded preceding and 1 preceding) as before
                  from core.turn t join core.conversation c
                    on c.tenant_id = t.tenant_id and c.id = t.conversation_id) w
             where fence < before});
    push @found, map { "partition $_->{partition}: $_->{n} workers wrote under fence $_->{fence}" }
        $self->pg->rows(q{
            select c.partition, t.fence, count(distinct t.worker) as n
              from core.turn t join core.conversation c
                on c.tenant_id = t.tenant_id and c.id = t.conversation_id
             group by c.partition, t.fence having count(distinct t.worker) > 1});

    return _list(@found);
}

1;
