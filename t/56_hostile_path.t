# Hostile and odd webhooks through the whole path (F84 to F88): repeated at
# once on two nginx workers, out of order, a batch of 1,000 with one broken
# element, texts and JSON made to break parsers and databases.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use POSIX ();
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Http qw(post_signed);
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = fault_world();
my @accounts = $w->accounts(3);
my (@ledger, $customer);
my $check = Relevo::Check->new($w, ledgers => [bless {}, 'Ledger']);
$customer = 5215560000;

sub Ledger::ledger { return @ledger }
sub Ledger::accepted { return scalar @ledger }


# Signed POST of a body as it is; what it holds must not be lost.
sub post {
    my ($body, @ids) = @_;

    my $r = post_signed($w->url, '/webhooks/whatsapp', $w->secret('whatsapp_app'), $body);
    push @ledger, map { { id => $_, account => '', from => $_ } } @ids
        if $r->{status} == 200;
    return $r->{status};
}


# The body of one text, with this in place of the text or the whole element.
sub body_with {
    my ($id, $text, %o) = @_;

    my $body = wa_body({ account => $accounts[0] },
        wa_text('PLACEHOLDER', from => ++$customer, id => $id, %o));
    $body =~ s/PLACEHOLDER/$text/;
    return $body;
}


sub stored {
    my ($id) = @_;

    return $w->pg->value('select count(*) from core.message where provider_id = $1', $id);
}


sub done { $check->i7 ? 0 : 1 }


subtest 'the same webhook three times at once, on two workers' => sub {
    for my $i (1 .. 10) {
        my $body = body_with("wamid.dup.$i", 'hola');
        my @pids = map {
            my $pid = fork // die "fork: $!";
            POSIX::_exit(post($body) == 200 ? 0 : 1) if !$pid;
            $pid;
        } 1 .. 3;
        my $bad = 0;
        for (@pids) { waitpid $_, 0; $bad += $? >> 8 }
        push @ledger, { id => "wamid.dup.$i", account => '', from => $i } unless $bad;
    }

    is(scalar(grep { $_->{id} =~ /dup/ } @ledger), 10, 'all answered 200');
    wait_until { done() } 20, 'rest';
    is($w->pg->value(q{select count(*) from core.message where provider_id like 'wamid.dup.%'}),
        10, 'ten messages');
    cmp_ok($w->pg->value('select sum(duplicate) from core.tally'), '>=', 20, 'twenty duplicates');
    is(post(body_with('wamid.dup.1', 'hola')), 200, 'once more, in other bytes');
    wait_until { done() } 20, 'rest';
    is(stored('wamid.dup.1'), 1, 'still one');
};


subtest 'out of order' => sub {
    my $from = ++$customer;
    my $body = sub {
        wa_body({ account => $accounts[0] }, wa_text("n $_[0]", from => $from,
            id => "wamid.order.$_[0]", at => time - 10 + $_[0]));   # outside 24 h nothing may be sent
    };
    is(post($body->($_), "wamid.order.$_"), 200, "number $_") for 2, 1, 3;
    wait_until { done() } 20, 'rest';
    is_deeply([map { $_->{provider_id} } $w->pg->rows(q{select provider_id from core.message
        where provider_id like 'wamid.order.%' order by seq})],
        [map { "wamid.order.$_" } 2, 1, 3], 'the order of acceptance');

    my $out = $w->pg->row(q{select o.id, o.provider_id from core.outbox o
        where o.payload->'to'->>'phone' = $1 limit 1}, $from);
    for my $status (qw(read delivered sent delivered)) {
        is(post(wa_body({ account => $accounts[0] }, wa_status($out->{id}, $status,
            id => $out->{provider_id}))), 200, $status);
    }
    is(post(wa_body({ account => $accounts[0] }, wa_status(undef, 'read', id => 'wamid.nobody'),
        wa_status('00000000-0000-7000-8000-000000000001', 'sent'))), 200, 'of nobody');
    wait_until { done() } 20, 'rest';
    is($w->pg->value('select status from core.message where provider_id = $1',
        $out->{provider_id}), 'read', 'a status never falls back');
};


subtest 'a batch of 1,000 for 50 conversations of 3 numbers, one broken' => sub {
    my $dead = $w->pg->value('select count(*) from core.dead_letter');
    my @updates = map {
        my $c = $_ % 50;
        wa_text("n $_", from => 5215561000 + $c, account => $accounts[$c % 3],
            id => "wamid.batch.$_");
    } 0 .. 999;
    $updates[500]{element} = { id => 'wamid.batch.500', type => ['text'], from => 7 };

    is(post(wa_body(@updates), map { "wamid.batch.$_" } 0 .. 999), 200, 'accepted');
    my $seconds = elapsed { wait_until { done() } 60, 'rest' };
    is($w->pg->value(q{select count(*) from core.message where provider_id like 'wamid.batch.%'}),
        999, sprintf '999 applied and answered in %.1f s', $seconds);
    is($w->pg->value('select count(*) from core.dead_letter') - $dead, 1, 'one dead letter');
    is($w->pg->value(q{select count(*) from (select seq, row_number() over (partition by
        conversation_id order by substring(provider_id from 13)::int) as n from core.message
        where provider_id like 'wamid.batch.%') m where seq <> n}), 0, 'in the order of the body');
};


my @texts = (
    ['lone surrogate'      => '\\ud800 x'],
    ['surrogates reversed' => '\\udc00\\ud800'],
    ['NUL'                 => 'a\\u0000b'],
    ['bidi override'       => '\\u202e gpj.exe'],
    ['invalid UTF-8'       => "\xff\xfe\xc0\xaf \xed\xa0\x80"],
    ['control characters'  => '\\u0001\\u001b[31m\\u007f\\u0085'],
    ['one long word'       => 'x' x 1_000_000],
    ['joined emoji'        => '\\ud83d\\udc68\\u200d\\ud83d\\udc69\\u200d\\ud83d\\udc67'],
    ['not normalised'      => 'e\\u0301 \\u00e9'],
    ['noncharacters'       => '\\uffff\\ufffe'],
    ['empty'               => ''],
    ['SQL'                 => q{'; drop table core.message; --}],
    ['JSON'                => '\\",\\"x\\":{}'],
);

subtest 'texts' => sub {
    for my $i (0 .. $#texts) {
        my ($name, $text) = @{ $texts[$i] };
        is(post(body_with("wamid.text.$i", $text), "wamid.text.$i"), 200, $name);
    }
    wait_until { done() } 60, 'rest';

    for my $i (grep { $texts[$_][0] ne 'invalid UTF-8' } 0 .. $#texts) {
        is(stored("wamid.text.$i"), 1, "$texts[$i][0]: a message");
    }
    like($w->pg->value(q{select convert_from(raw, 'LATIN1') from core.message
        where provider_id = 'wamid.text.0'}), qr/\\ud800 x/, 'the raw bytes as they came');
};


subtest 'JSON' => sub {
    my $n = 0;
    my $plain = sub { body_with("wamid.json.$n", 'hola') };
    my @bodies = (
        ['duplicate keys'  => sub { $plain->() =~ s/"type":"text"/"type":"text","type":"text"/r }],
        ['deep'            => sub { $plain->() =~ s/^\{/'{"a":' . '[' x 100_000 . ']' x 100_000 . ','/er }],
        ['deep, open'      => sub { '{"wamid":"wamid.json.' . $n . '","a":' . '[' x 100_000 }],
        ['many keys'       => sub { $plain->() =~ s/^\{/'{' . join('', map { qq("k$_":1,) } 1 .. 100_000)/er }],
        ['1e400'           => sub { $plain->() =~ s/^\{/{"a":1e400,/r }],
        ['-0'              => sub { $plain->() =~ s/^\{/{"a":-0,/r }],
        ['a huge number'   => sub { $plain->() =~ s/^\{/'{"a":' . '9' x 5000 . ','/er }],
        ['a number as id'  => sub { $plain->() =~ s/"from":"(\d+)"/"from":$1/r }],
        ['BOM'             => sub { "\xef\xbb\xbf" . $plain->() }],
        ['garbage behind'  => sub { $plain->() . '}}' }],
        ['a comment'       => sub { $plain->() =~ s/^\{/{\/* *\//r }],
        ['cut off'         => sub { substr $plain->(), 0, -40 }],
        ['two documents'   => sub { $plain->() . $plain->() }],
    );

    for (@bodies) {
        my ($name, $make) = @$_;
        my $status;
        my $seconds = elapsed { $status = post($make->(), "wamid.json." . $n++) };
        is($status, 200, $name);
        in_time($seconds, 2, sprintf 'in %.3f s', $seconds);
    }
    wait_until { done() } 30, 'rest';
    my @lost = grep { /json/ } $check->violations('I1');
    ok(!@lost, 'each is a message or a dead letter') or diag(join "\n", @lost);
};


is(post(wa_body({ account => $accounts[0] }, wa_text('hola', from => ++$customer,
    id => 'wamid.after')), 'wamid.after'), 200, 'after all that');
$check->quiet(20);
is(stored('wamid.after'), 1, 'it still works');
is(scalar(my @r = log_lines($w, 'admit.failed')), 0, 'PostgreSQL refused nothing in a loop');
$check->all;

Relevo::World->finish;
