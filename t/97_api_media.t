# The hard limit of a tenant's files, on the whole way: a document that would
# pass it is not kept, the customer hears that it could not be read, and the
# refusal is counted; one that fits is kept.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA 'sha256_hex';
use Encode 'encode_utf8';
use Test::More;

use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 });
my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});


# What has become of a document of so many bytes.
sub sent {
    my ($from, $bytes) = @_;

    my $text = 'FACTURA ' . 'x' x ($bytes - 8);
    $w->graph->media({ id => "doc$bytes", body => $text, mime_type => 'text/plain',
                       sha256 => sha256_hex($text) });
    is($w->webhook(wa_message('document', { id => "doc$bytes", mime_type => 'text/plain',
        filename => 'factura.txt', sha256 => sha256_hex($text) }, from => $from))->{status},
        200, "accepted, $bytes bytes");
    my $m;
    wait_until { $m = media_of($w, $from); ($m->{state} // '') =~ /^(done|failed|dead)$/ } 60,
        'it is over';
    return $m;
}


ok($w->pg->value(q{select (core.limits_set($1, '{"media_bytes": {"soft": 50, "hard": 100}}',
    true) ->> 'ok')::boolean}, $tenant), 'a limit');
is(sent('5215557011', 60)->{state}, 'done', 'one that fits is kept');
my $m = sent('5215557012', 80);
is($m->{state}, 'failed', 'one that does not is not');
ok(!$m->{object}, 'it is in no store');
ok((wait_for { grep { ($_->{to} // '') =~ /5215557012/ } $w->graph->sent } 30), 'the customer hears it');
my $s = $w->pg->row(q{select (refused > 0)::int as refused, (soft_at is not null)::int as soft,
    (hard_at is not null)::int as hard from core.limit_state where name = 'media_bytes'});
is_deeply([@$s{qw(refused soft hard)}], [(1) x 3], 'counted, and told') or diag explain $s;

Relevo::World->finish;
