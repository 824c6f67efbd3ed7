# /api/v1/openapi.json against the server that gives it, by tools that nobody
# here wrote (openapi/check.mjs): the document is OpenAPI 3.1; what it calls a
# valid request the server takes for one, and the other way round; problems
# are what it says they are.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::World;

my $node = "$FindBin::Bin/node_modules/node/bin/node";
die "t/node_modules is missing: (cd t && npm ci)\n" unless -x $node
    && -d "$FindBin::Bin/node_modules/openapi-backend";

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $key = Relevo::Api->key($w, 'operator', '*');

my $r = $key->get('/api/v1/openapi.json');
is($r->{status}, 200, 'the document needs no token') if delete $key->{token};
$key = Relevo::Api->key($w, 'operator', '*');
is($r->{json}{openapi}, '3.1.0', 'OpenAPI 3.1');

my $out = qx($node $FindBin::Bin/openapi/check.mjs http://@{[$w->url]} $key->{token});
my $seen = eval { decode_json($out) } or BAIL_OUT("check.mjs: $out");
ok($seen->{document}{valid}, 'the document is valid')
    or diag(encode_json($seen->{document}{errors}));

my @cases = @{ $seen->{cases} };
cmp_ok(scalar @cases, '>', 300, scalar(@cases) . ' requests');
is_deeply([map { "$_->{name}: $_->{status}" } grep { $_->{valid} && $_->{shape} } @cases], [],
    'what the document allows is not refused for its shape');
is_deeply([map { "$_->{name}: $_->{status}" } grep { !$_->{valid} && $_->{status} < 400 }
    @cases], [], 'what it forbids is refused');
is_deeply([map { "$_->{name}: $_->{status}" } grep { $_->{status} >= 500 } @cases], [],
    'nothing breaks');
is_deeply([map { "$_->{name}: " . encode_json($_->{response}) } grep { $_->{response} } @cases],
    [], 'refusals are problems as described');

Relevo::World->finish;
