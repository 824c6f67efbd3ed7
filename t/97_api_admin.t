# What administrators keep, through nginx: canned replies, templates, business
# hours, persona, brand, intents, reviews, limits, rules.  Every route: what it
# does, what it refuses, what it calls invalid.  No worker: what it computes is
# 97_api_tasks.t's.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use MIME::Base64;
use Test::More;

use Relevo::Api;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
$w->hold_day;
my $key = Relevo::Api->key($w, 'demo', '*');
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
my $bob = Relevo::Api->agent($w, 'demo', 'bob', 'agent');
my $sue = Relevo::Api->agent($w, 'demo', 'sue', 'supervisor');
my $adm = Relevo::Api->agent($w, 'demo', 'adm', 'admin');
$w->part('worker')->write;              # the settings of the command line
my $c = Relevo::Api::conversation($w, 'demo', 'v1', name => 'Ana {{agent.name}} Ruiz');


# "422 body.text variable" of an answer.
sub said {
    my ($r) = @_;
    my $e = $r->{json}{errors}[0] // {};
    return join ' ', grep { defined } $r->{status}, @$e{qw(path code)};
}


sub scored {
    my ($id) = @_;
    return $sue->patch("/api/v1/reviews/$id", { score => 4, faults => ['tone'],
        comment => 'fine' });
}


subtest 'canned replies' => sub {
    my $r = $sue->post('/api/v1/canned-replies', { shortcut => 'hello', title => 'Greeting',
        text => 'Hi {{contact.first_name}}, this is {{ agent.name }} of {{tenant.name}}.' });
    is($r->{status}, 201, 'a supervisor makes a shared one');
    my $id = $r->{json}{id};
    is($sue->post('/api/v1/canned-replies', { shortcut => 'hello', text => 'x' })->{status},
        409, 'not the same shortcut twice');
    is($sue->post('/api/v1/canned-replies', { shortcut => 'hello', language => 'es',
        text => 'Hola' })->{status}, 201, 'but one for a language');
    is($ana->post('/api/v1/canned-replies', { shortcut => 'x', text => 'x' })->{status}, 403,
        'an agent makes no shared one');
    my $own = $ana->post('/api/v1/canned-replies', { shortcut => 'bye', text => 'Bye!',
        personal => JSON::PP::true });
    is($own->{status}, 201, 'but one of her own');
    is(said($sue->post('/api/v1/canned-replies', { shortcut => 'No!', text => 'x' })),
        '422 body.shortcut shortcut', 'what a shortcut looks like');
    is(said($sue->post('/api/v1/canned-replies', { shortcut => 'n', text => '{{secret}}' })),
        '422 body.text variable', 'a variable nobody can fill');
    is(said($sue->post('/api/v1/canned-replies', { shortcut => 'n', text => ' ' })),
        '422 body.text required', 'an empty text');
    is(said($key->post('/api/v1/canned-replies', { shortcut => 'n', text => 'x',
        personal => JSON::PP::true })), '422 body.personal agent', 'a key is nobody');

    is_deeply([map { $_->{shortcut} } @{ $ana->get('/api/v1/canned-replies')->{json}{items} }],
        [qw(bye hello hello)], 'she sees hers and the shared ones');
    is(scalar @{ $bob->get('/api/v1/canned-replies')->{json}{items} }, 2, 'others not hers');
    is($bob->get("/api/v1/canned-replies/$own->{json}{id}")->{status}, 404, 'nor one by one');
    is($bob->delete("/api/v1/canned-replies/$own->{json}{id}")->{status}, 404, 'nor to delete');
    is($bob->patch("/api/v1/canned-replies/$own->{json}{id}", { text => 'x' })->{status}, 404,
        'nor to change');
    is_deeply([map { $_->{language} } @{ $ana->get('/api/v1/canned-replies?language=es&q=hel')
        ->{json}{items} }], [undef, 'es'], 'by language, and by how it begins');

    is($ana->patch("/api/v1/canned-replies/$id", { text => 'x' })->{status}, 403,
        'an agent changes no shared one');
    is($ana->delete("/api/v1/canned-replies/$id")->{status}, 403, 'and deletes none');
    is($sue->patch("/api/v1/canned-replies/$id", { title => 'Hello' }, 'If-Match' => '"7"')
        ->{status}, 412, 'not over somebody else');
    is($sue->patch("/api/v1/canned-replies/$id", { title => 'Hello' }, 'If-Match' => '"1"')
        ->{json}{version}, 2, 'changed');
    is($sue->patch("/api/v1/canned-replies/$id", { language => 'es' })->{status}, 409,
        'not onto another');
    is($ana->get("/api/v1/canned-replies/$id/text/$c->{id}")->{status}, 404,
        'filled in only for a conversation one may read');
    is($sue->get("/api/v1/canned-replies/$id/text/$c->{id}")->{json}{text},
        'Hi Ana, this is sue of Demo shop.', 'filled in');
    my $name = $sue->post('/api/v1/canned-replies', { shortcut => 'name',
        text => '{{contact.name}}' })->{json}{id};
    is($sue->get("/api/v1/canned-replies/$name/text/$c->{id}")->{json}{text},
        'Ana {{agent.name}} Ruiz', 'a name that looks like a variable is a name');
    is($ana->delete("/api/v1/canned-replies/$own->{json}{id}")->{status}, 204, 'deleted');
};

subtest 'templates' => sub {
    my %t = (category => 'utility', body => 'Hi {{1}}, your order {{2}} is here.');
    my $r = $sue->put('/api/v1/templates/order_ready/es', \%t);
    is("$r->{status} $r->{json}{parameters}", '201 2', 'made, its parameters counted');
    is($sue->put('/api/v1/templates/order_ready/es', { %t, footer => 'Bye' })->{json}{version},
        2, 'replaced');
    is(said($sue->put('/api/v1/templates/x/es', { %t, body => 'Hi {{2}}' })),
        '422 body.body parameters', 'holes in the numbers');
    is(said($sue->put('/api/v1/templates/x/es', { %t, body => 'Hi {{name}}' })),
        '422 body.body parameters', 'no names');
    is(said($sue->put('/api/v1/templates/x/spanish', \%t)), '422 params.language language',
        'a language as WhatsApp has it');
    is(said($sue->put('/api/v1/templates/x/es', { %t, category => 'spam' })),
        '422 body.category choice', 'a category');
    is($ana->put('/api/v1/templates/x/es', \%t)->{status}, 403, 'not by an agent');
    is(scalar @{ $ana->get('/api/v1/templates?language=es')->{json}{items} }, 1, 'listed');
    is($ana->get('/api/v1/templates/order_ready/es')->{json}{body}, $t{body}, 'shown');
    is($ana->get('/api/v1/templates/order_ready/fr')->{status}, 404, 'not in French');

    is($sue->post("/api/v1/conversations/$c->{id}/template", { name => 'order_ready',
        language => 'es' })->{status}, 422, 'not on a web chat');
    my $d = Relevo::Api::conversation($w, 'demo', '34600', account => 'phone-1');
    $w->pg->do(q{update core.account set channel = 'whatsapp' where account = 'phone-1'});
    $w->pg->do(q{update core.message set at = now() - interval '3 days'
        where conversation_id = $1}, $d->{id});
    my $send = sub { $ana->post("/api/v1/conversations/$d->{id}/template",
        { name => 'order_ready', language => 'es', parameters => [@_] }) };
    is($send->('Ana', '7')->{status}, 404, 'not one that is not hers');
    $ana->patch("/api/v1/agents/$ana->{agent}/status", { status => 'online' });
    $sue->post("/api/v1/conversations/$d->{id}/claim", { agent => $ana->{agent} });
    is($send->('Ana')->{status}, 422, 'too few parameters');
    is($send->('Ana', "7\n8")->{status}, 422, 'a parameter of two lines');
    is($send->('Ana', '7')->{status}, 201, 'sent, days after the last message');
    my $row = $w->pg->row(q{select kind, payload from core.outbox
        where conversation_id = $1 and origin = 'agent'}, $d->{id});
    is($row->{kind}, 'template', 'as a template');
    my $p = $row->{payload};
    ok(!exists $p->{window_ms}, 'that waits for no window');
    is_deeply([map { $_->{text} } @{ $p->{template}{components}[0]{parameters} }], ['Ana', '7'],
        'with its parameters');
    is($p->{text}, "Hi Ana, your order 7 is here.\nBye", 'and the text people read');
    $sue->put('/api/v1/templates/order_ready/es', { %t, status => 'paused' });
    is($send->('Ana', '7')->{status}, 409, 'not one that is paused');
    is($sue->post('/api/v1/templates/sync', { account => 'none' })->{status}, 404,
        'none are fetched for an account that is not there');
    is($sue->delete('/api/v1/templates/order_ready/es')->{status}, 204, 'forgotten');
    is($sue->delete('/api/v1/templates/order_ready/es')->{status}, 404, 'once');
};

subtest 'business hours' => sub {
    my $r = $adm->get('/api/v1/business-hours');
    is_deeply([@{ $r->{json} }{qw(timezone hours open)}], ['UTC', undef, JSON::PP::true],
        'always open, to begin with');
    my %week = map { $_ => [['09:00', '18:00']] } qw(mon tue wed thu fri);
    $r = $adm->put('/api/v1/business-hours', { timezone => 'Europe/Madrid', hours => \%week,
        holidays => ['2026-12-25'] });
    is($r->{status}, 200, 'set');
    is_deeply($r->{json}{hours}, \%week, 'as they were given');
    like($r->{json}{opens_at}, qr/^\d{4}-/, 'when it opens');
    is($adm->get('/api/v1/desk')->{json}{rules}{timezone}, 'Europe/Madrid', 'the desk knows');
    is($adm->put('/api/v1/business-hours', { timezone => 'Mars' })->{status}, 422,
        'no such place');
    is($adm->put('/api/v1/business-hours', { hours => { mon => [['18:00', '09:00']] } })
        ->{status}, 422, 'no day that ends before it begins');
    is(said($adm->put('/api/v1/business-hours', { holidays => ['christmas'] })),
        '422 body.holidays day', 'no day');
    is($ana->put('/api/v1/business-hours', { timezone => 'UTC' })->{status}, 403,
        'not by an agent');
    $r = $adm->put('/api/v1/business-hours', { always => JSON::PP::true });
    is($r->{json}{hours}, undef, 'open always, again');

    my $seen = $adm->get('/api/v1/business-hours')->{headers}{etag};
    is($seen, qq{"$r->{json}{version}"}, 'they have a version');
    is($adm->get('/api/v1/desk')->{headers}{etag}, $seen, 'that of the desk');
    $r = $adm->put('/api/v1/business-hours', { timezone => 'Europe/Rome' }, 'If-Match' => $seen);
    is($r->{status}, 200, 'as they were seen: changed');
    isnt($r->{headers}{etag}, $seen, 'it rises');
    is($adm->put('/api/v1/business-hours', { timezone => 'UTC' }, 'If-Match' => $seen)->{status}, 412,
        'somebody else has changed them');
    is($adm->put('/api/v1/desk', { rules => { idle_to => 'bot' } }, 'If-Match' => $seen)->{status}, 412,
        'the desk, too');
    is($adm->get('/api/v1/business-hours')->{json}{timezone}, 'Europe/Rome', 'nothing is overwritten');
    $seen = $r->{headers}{etag};
    is($adm->put('/api/v1/desk', { rules => { idle_to => 'x' } }, 'If-Match' => $seen)->{status}, 422,
        'what is refused');
    $adm->put('/api/v1/flags/response_cache', { enabled => JSON::PP::true });
    is($adm->put('/api/v1/desk', { rules => {} }, 'If-Match' => $seen)->{status}, 200,
        'and other settings change nothing of it');
};

subtest 'persona' => sub {
    is($adm->get('/api/v1/persona')->{json}{version}, 0, 'none');
    my $r = $adm->put('/api/v1/persona', { persona => 'You are Lola.', note => 'first' });
    is("$r->{status} $r->{json}{version}", '200 1', 'version 1');
    is($adm->put('/api/v1/persona', { persona => 'x' }, 'If-Match' => '"0"')->{status}, 412,
        'not over somebody else');
    $adm->put('/api/v1/persona', { persona => 'You are Pepe.' });
    $r = $adm->get('/api/v1/persona')->{json};
    is_deeply([$r->{persona}, map { $_->{persona} } @{ $r->{versions} }],
        ['You are Pepe.', 'You are Pepe.', 'You are Lola.'], 'every version stays');
    is($adm->get('/api/v1/settings')->{json}{settings}{persona}, 'You are Pepe.',
        'where turns read it');
    is($sue->put('/api/v1/persona', { persona => 'x' })->{status}, 403, 'admins only');
    is($adm->put('/api/v1/persona', { persona => 'x' x 4001 })->{status}, 422, 'too long');
};

subtest 'branding' => sub {
    my $png = "\x89PNG\r\n\x1a\n" . 'x' x 100;
    is($ana->get('/api/v1/branding')->{json}{name}, 'Demo shop', 'the name of the tenant');
    my $r = $adm->patch('/api/v1/branding', { name => 'Panadería', logo_data =>
        encode_base64($png, ''), colours => { primary => '#aa0011' } });
    is($r->{status}, 200, 'set');
    is($r->{json}{logo}, 'data:image/png;base64,' . encode_base64($png, ''), 'the picture');
    is($adm->patch('/api/v1/branding', { colours => { accent => '#00ff00' } })
        ->{json}{colours}{primary}, '#aa0011', 'a patch keeps the rest');
    is(said($adm->patch('/api/v1/branding', { logo_data => encode_base64('<svg/>', '') })),
        '422 body.logo_data picture', 'no SVG');
    is(said($adm->patch('/api/v1/branding', { logo_data => encode_base64($png . 'x' x 65536,
        '') })), '422 body.logo_data too_large', 'no poster');
    is(said($adm->patch('/api/v1/branding', { logo_data => '!!!' })),
        '422 body.logo_data base64', 'no noise');
    is(said($adm->patch('/api/v1/branding', { logo_url => 'javascript:alert(1)' })),
        '422 body.logo_url upload', 'no address, whatever it is');
    $r = $adm->patch('/api/v1/branding', { logo_url => 'https://cdn.example/l.png' });
    is(said($r), '422 body.logo_url upload', 'nor one that could be fetched');
    like($r->{body}, qr/send the picture itself as logo_data/, 'and what to do is told');
    is(said($adm->patch('/api/v1/branding', { colours => { primary => 'red;}' } })),
        '422 body.colours.primary colour', 'a colour');
    is(said($adm->patch('/api/v1/branding', { colours => { border => '#000000' } })),
        '422 body.colours.border unknown', 'a known one');
    $r = $adm->patch('/api/v1/branding', { colours => { text => '#999999',
        background => '#aaaaaa' } });
    is(said($r), '422 body.colours.text contrast', 'what cannot be read');
    like($r->{body}, qr/contrast on the background is 1\.2: at least 4\.5/, 'and by how much');
    is(said($adm->patch('/api/v1/branding', { colours => { text => '#000000' } })),
        '422 body.colours.background required', 'a text needs its background');
    is($adm->patch('/api/v1/branding', { colours => { text => '#767676',
        background => '#ffffff' } })->{status}, 200, '4.54 is enough');
    is(said($adm->patch('/api/v1/branding', { colours => { text => '#777777' } })),
        '422 body.colours.text contrast', '4.48 is not, though the background was there before');
    is($adm->patch('/api/v1/branding', { colours => { text => undef, background => undef } })
        ->{json}{colours}{background}, undef, 'ours again');
    is($adm->patch('/api/v1/branding', { name => 'x' }, 'If-Match' => '"1"')->{status}, 412,
        'not over somebody else');
    is($sue->patch('/api/v1/branding', { name => 'x' })->{status}, 403, 'admins only');
};

subtest 'intents' => sub {
    my @examples = map { { text => "gift card $_", language => 'en' } } 1 .. 8;
    my $r = $sue->put('/api/v1/intents/gift_card', { examples => \@examples,
        description => 'cards' });
    is($r->{status}, 201, 'made');
    is($sue->put('/api/v1/intents/gift_card', { examples => \@examples })->{json}{version}, 2,
        'replaced');
    is($sue->get('/api/v1/intents')->{json}{items}[0]{examples}, 8, 'counted in the list');
    is($sue->get('/api/v1/intents')->{json}{model}, undef, 'nothing was learned yet');
    is(scalar @{ $ana->get('/api/v1/intents/gift_card')->{json}{examples} }, 8, 'shown');
    is(said($sue->put('/api/v1/intents/other', { examples => [] })), '422 params.name name',
        'a name that is taken');
    is(said($sue->put('/api/v1/intents/x', { examples => [{ text => 'a' }, { text => ' ' }] })),
        '422 body.examples.1.text required', 'an empty example is named');
    is(said($sue->put('/api/v1/intents/x', { examples => [{ text => "a\nb" }] })),
        '422 body.examples.0.text line', 'two lines');
    is(said($sue->put('/api/v1/intents/x', { examples => [{ text => 'x', language => 'de' }] })),
        '422 body.examples.0.language language', 'a language');
    is($sue->put('/api/v1/intents/gift_card', { examples => [] }, 'If-Match' => '"1"')
        ->{status}, 412, 'not over somebody else');
    is($ana->put('/api/v1/intents/x', { examples => [] })->{status}, 403, 'not by an agent');
    is($sue->delete('/api/v1/intents/gift_card')->{status}, 204, 'removed');
    is($sue->get('/api/v1/intents/gift_card')->{status}, 404, 'gone');
    is($sue->post('/api/v1/intents/train', {})->{status}, 409, 'nothing to learn');
};

subtest 'rules are looked at to the bottom' => sub {
    my $rules = decode_json(do { local (@ARGV, $/) = "$FindBin::Bin/../config/rules.json"; <> });
    is($adm->put('/api/v1/rules', { rules => $rules })->{status}, 200, 'ours are good');
    my $one = sub { { version => 1, rules => [{ id => 'a', hard => JSON::PP::true,
        when => [{ keyword => ['person'] }], @_ }] } };
    my @bad = (
        [{ version => 1, rules => [] }, 'body.rules.rules list'],
        [{ version => 1, rules => [$one->()->{rules}[0], $one->()->{rules}[0]] },
            'body.rules.rules.1.id twice'],
        [{ %{ $one->() }, colour => 1 }, 'body.rules.colour unknown_member'],
        [{ %{ $one->() }, threshold => 'x' }, 'body.rules.threshold number'],
        [$one->(id => ''), 'body.rules.rules.0.id required'],
        [$one->(id => 'x' x 40), 'body.rules.rules.0.id name'],
        [$one->(hard => JSON::PP::false), 'body.rules.rules.0 effect'],
        [$one->(priority => 'now'), 'body.rules.rules.0.priority priority'],
        [$one->(topic => 'weather'), 'body.rules.rules.0.topic unknown_name'],
        [$one->(about => 12, topic => 'complaint'), 'body.rules.rules.0.about range'],
        [$one->(about => 1), 'body.rules.rules.0.about topic'],
        [$one->(whne => 1), 'body.rules.rules.0.whne unknown_member'],
        [$one->(when => []), 'body.rules.rules.0.when conditions'],
        [$one->(when => [{}]), 'body.rules.rules.0.when.0 kind'],
        [$one->(when => [{ keyword => ['weather'] }]),
            'body.rules.rules.0.when.0.keyword.0 unknown_name'],
        [$one->(when => [{ keyword => 'person' }]), 'body.rules.rules.0.when.0.keyword list'],
        [$one->(when => [{ keyword => ['person'], scope => 'ever' }]),
            'body.rules.rules.0.when.0.scope scope'],
        [$one->(when => [{ signal => 'smoke' }]),
            'body.rules.rules.0.when.0.signal.0 unknown_name'],
        [$one->(when => [{ act => 'dance' }]), 'body.rules.rules.0.when.0.act.0 unknown_name'],
        [$one->(when => [{ sentiment => ['happy'] }]),
            'body.rules.rules.0.when.0.sentiment.0 unknown_name'],
        [$one->(when => [{ intent => ['complaint'], at_least => 'x' }]),
            'body.rules.rules.0.when.0.at_least number'],
        [$one->(when => [{ length_over => 'x' }]),
            'body.rules.rules.0.when.0.length_over number'],
        [$one->(points => 1e20), 'body.rules.rules.0.points range'],
        [$one->(when => [{ words => [] }]), 'body.rules.rules.0.when.0.words list'],
        [$one->(when => [{ words => [('x') x 51] }]), 'body.rules.rules.0.when.0.words list'],
        [$one->(when => [{ words => ['x', ''] }]), 'body.rules.rules.0.when.0.words.1 name'],
        [$one->(when => [{ words => ['é' x 51] }]), 'body.rules.rules.0.when.0.words.0 name'],
        [$one->(when => [{ words => ['x'], scope => 'ever' }]), 'body.rules.rules.0.when.0.scope scope'],
        [$one->(when => [{ words => ['x'], unless => ['person'] }]),
            'body.rules.rules.0.when.0.unless unknown_member'],
        [$one->(when => [({ words => [('x') x 50] }) x 5]), 'body.rules.rules too_many'],
    );
    my (@differ, @lenient);
    for (@bad) {
        my ($doc, $want) = @$_;
        my $r = $adm->put('/api/v1/rules', { rules => $doc });
        push @differ, said($r) . " instead of $want" unless said($r) eq "422 $want";
        my $file = "$w->{dir}/rules.json";
        open my $out, '>', $file or die $!;
        print $out encode_json($doc);
        close $out;
        push @lenient, $want if $w->cli('rules', 'check', $file)->{status} == 0;
    }
    is_deeply(\@differ, [], scalar(@bad) . ' wrong ones, each by its place');
    is_deeply(\@lenient, [], 'and the program refuses each of them, too');
};

subtest 'rules: the program\'s own, versions, and back' => sub {
    my $builtin = $sue->get('/api/v1/rules/builtin')->{json};
    my $file = decode_json(do { local (@ARGV, $/) = "$FindBin::Bin/../config/rules.json"; <> });
    is_deeply($builtin->{rules}, $file, 'the rules of the program');
    ok((grep { $_ eq 'person' } @{ $builtin->{words}{keyword} }), 'and the names they use');
    is($ana->get('/api/v1/rules/builtin')->{status}, 403, 'not for agents');
    my $mine = { version => 1, rules => [{ id => 'mine', hard => JSON::PP::true,
        when => [{ keyword => ['person'] }, { words => ['código rojo'], scope => 'any' }] }] };
    my $n = $adm->put('/api/v1/rules', { rules => $mine })->{json}{version};
    is_deeply($sue->get("/api/v1/rules/versions/$n")->{json}{rules}, $mine, 'a version as it was');
    is($adm->delete('/api/v1/rules')->{json}{version}, $n + 1, 'given back to the program');
    is($adm->get('/api/v1/rules')->{json}{rules}, undef, 'which counts again');
    my $list = $sue->get('/api/v1/rules/versions?limit=1')->{json};
    is("$list->{items}[0]{version} $list->{items}[0]{own}", $n + 1 . ' 0', 'as the list says');
    is($sue->get("/api/v1/rules/versions?cursor=$list->{next}")->{json}{items}[0]{version}, $n, 'page by page');
    is($sue->get('/api/v1/rules/versions/' . ($n + 1))->{status}, 404, 'what the program has is not a version');
    is($sue->get('/api/v1/rules/versions/x')->{status}, 404, 'nor is a word');
    is($ana->delete('/api/v1/rules')->{status}, 403, 'agents change none');
};

subtest 'reviews' => sub {
    my $e = Relevo::Api::conversation($w, 'demo', 'v9', text => 'when do you open?');
    $w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, ord, direction,
            origin, epoch, type, text, at)
        values ($1, core.uuid7(), $2, 1, 1, 'out', 'bot', 1, 'text', 'at nine', now())},
        $key->{tenant}, $e->{id});
    $w->pg->do(q{insert into core.turn (tenant_id, conversation_id, from_seq, to_seq, epoch,
            fence, worker, outcome, reason, language)
        values ($1, $2, 1, 1, 1, 1, 'w', 'ok', 'answer', 'en')}, $key->{tenant}, $e->{id});
    my $r = $sue->post('/api/v1/reviews/sample', { per_language => 5 });
    is_deeply($r->{json}{picked}, { en => 1 }, 'one was picked');
    is_deeply($sue->post('/api/v1/reviews/sample', {})->{json}{picked}, {}, 'none twice');
    my $item = $sue->get('/api/v1/reviews?state=open')->{json}{items}[0];
    is_deeply([@$item{qw(question answer language score)}],
        ['when do you open?', 'at nine', 'en', undef], 'with question and answer');
    is(scored($item->{id})->{status}, 200, 'scored');
    is_deeply($sue->get('/api/v1/reviews?state=open')->{json}{items}, [], 'open no more');
    is_deeply($sue->get('/api/v1/reviews/scores')->{json}{items},
        [{ language => 'en', reviewed => 1, mean => 4, good => 1 }], 'by language');
    is(said($sue->patch("/api/v1/reviews/$item->{id}", { score => 9 })),
        '422 body.score range', '1 to 5');
    is(said($sue->patch("/api/v1/reviews/$item->{id}", { score => 1, faults => ['ugly'] })),
        '422 body.faults unknown', 'a fault that is none');
    is(said($sue->post('/api/v1/reviews/sample', { per_language => 1000 })),
        '422 body.per_language range', 'not everything');
    is($ana->get('/api/v1/reviews')->{status}, 403, 'not for agents');

    is_deeply($sue->get('/api/v1/reviews/rates')->{json}, { rates => {}, picked_today => {} },
        'nothing is picked by itself');
    my $rates = { rates => { es => { percent => 5, per_day => 40 }, '*' => { percent => 1.5 } } };
    is_deeply($sue->put('/api/v1/reviews/rates', $rates)->{json}, { %$rates, picked_today => {} },
        'until there are rates');
    is(said($sue->put('/api/v1/reviews/rates', { rates => { xx => { percent => 5 } } })),
        '422 body.rates.xx rate', 'of languages');
    is($ana->put('/api/v1/reviews/rates', $rates)->{status}, 403, 'not by agents');
    is($sue->put('/api/v1/reviews/rates', { rates => {} })->{status}, 200, 'and off');
};

subtest 'what is used stays' => sub {
    $adm->put('/api/v1/channel-accounts/whatsapp/771', { name => 'x' });
    $adm->put('/api/v1/templates/case_new/es', { category => 'utility', body => 'x' });
    my $route = $adm->post('/api/v1/notification-routes', { name => 'phone', kind => 'template',
        target => '+5215550003', account => '771', events => ['manual'], agent => $ana->{agent},
        language => 'es', settings => { template => 'case_new' } })->{json}{id};
    for my $what ('channel-accounts/whatsapp/771', 'templates/case_new/es', "agents/$ana->{agent}") {
        my $r = $adm->delete("/api/v1/$what");
        is($r->{status}, 409, "DELETE $what");
        like($r->{json}{detail}, qr/notification routes use it: phone/, '... says who needs it');
    }
    is($w->cli(qw(channel remove whatsapp 771))->{status}, 1, 'nor on the command line');
    is($adm->delete("/api/v1/notification-routes/$route")->{status}, 204, 'without the route');
    is($adm->delete("/api/v1/$_")->{status}, 204, "DELETE $_")
        for 'channel-accounts/whatsapp/771', 'templates/case_new/es';
};

subtest 'limits and usage' => sub {
    my $op = Relevo::Api->key($w, 'operator', '*');
    my %as = ('X-Relevo-Tenant' => $key->{tenant});
    my $agents = $w->pg->value(q{select count(*) from core.agent
        where tenant_id = $1 and enabled}, $key->{tenant});
    is($adm->put('/api/v1/limits', { limits => {} })->{status}, 403, 'the operator sets them');
    is(said($adm->patch('/api/v1/limits', { limits => { agents => { hard => 1 } } })),
        '422 body.limits.agents operator', 'an admin sets no hard one');
    is($adm->patch('/api/v1/limits', { limits => { messages_day => { soft => 3 } } })
        ->{status}, 200, 'but a soft one');
    is(said($op->put('/api/v1/limits', { limits => { weather => {} } }, %as)),
        '422 body.limits.weather unknown', 'a limit that is none');
    is(said($op->put('/api/v1/limits', { limits => { agents => { soft => 9, hard => 3 } } },
        %as)), '422 body.limits.agents soft_above_hard', 'soft above hard');
    is(said($op->put('/api/v1/limits', { limits => { agents => { hard => -1 } } }, %as)),
        '422 body.limits.agents limit', 'less than nothing');
    is($op->put('/api/v1/limits', { limits => { agents => { hard => $agents } } }, %as)
        ->{status}, 200, 'set');
    is($adm->post('/api/v1/agents', { email => 'more@x.example' })->{status}, 409,
        'agents, hard: nobody is added');
    my $cli = $w->cli(qw(agent add more@x.example --tenant demo));
    is($cli->{status}, 1, 'nor on the command line');
    like($cli->{err}, qr/as many agents as it may/, '... which says so');
    my ($l) = grep { $_->{name} eq 'agents' } @{ $adm->get('/api/v1/limits')->{json}{items} };
    is_deeply([@$l{qw(used hard refused)}], [$agents, $agents, 2], 'counted');

    # the same by the tenant's name, as the operator's people do
    my $root = Relevo::Api->agent($w, 'operator', 'root', 'admin');
    my $path = "/api/v1/tenants/$key->{tenant}/limits";
    is_deeply($root->get($path)->{json}, $adm->get('/api/v1/limits')->{json},
        'a tenant, seen by the operator');
    is($adm->get($path)->{status}, 403, 'not by its own');
    is($adm->put($path, { limits => {} })->{status}, 403, 'nor changed');
    is($root->get("/api/v1/tenants/$_/limits")->{status}, 404, "no such tenant: $_")
        for '01234567-89ab-7cde-8f01-23456789abcd', 'nothing';
    is(said($root->put($path, { limits => { agents => { soft => 9, hard => 3 } } })),
        '422 body.limits.agents soft_above_hard', 'refused as ever');
    is($root->put($path, { limits => { media_bytes => { hard => 12345 } } })->{status}, 200, 'set');
    is($w->pg->value(q{select string_agg(tenant_id::text || hard, ' ') from core.tenant_limit
        where name = 'media_bytes'}), "$key->{tenant}12345", 'of that tenant and nobody else');
    is($root->get('/api/v1/tenants')->{status}, 200, 'and who did it is the operator still');
    is($w->pg->value(q{select t.slug || ' ' || l.path from core.audit_log l join core.tenant t using (tenant_id)
        where l.path = $1}, $path), "operator $path", 'which is in its log');
    $root->put($path, { limits => { media_bytes => undef } });

    $w->pg->do(q{insert into core.tally (tenant_id, partition, messages) values ($1, 0, 2)},
        $key->{tenant});
    my $soft = sub { $w->pg->value(q{select soft_at is not null from core.limit_state
        where tenant_id = $1 and name = 'messages_day'}, $key->{tenant}) };
    ok(!$soft->(), 'two messages: below the soft limit');
    my $events = $w->pg->do(q{with t as (update core.tally set messages = 4
        where tenant_id = $1 and partition = 0 returning 1)
        select core.take_events() from t}, $key->{tenant});
    ok($soft->(), 'four: above it, and noted');
    $w->pg->do(q{update core.tally set messages = 9 where tenant_id = $1 and partition = 0},
        $key->{tenant});
    $op->put('/api/v1/limits', { limits => { messages_day => { hard => 8 },
        tokens_day => { hard => 100 } } }, %as);
    is($w->pg->value(q{select core.limits_over($1)::text}, $key->{tenant}), '["messages"]',
        'messages, hard: turns are told') or diag explain $w->pg->value(
        q{select core.limits_over($1)::text}, $key->{tenant});
    $w->pg->do(q{insert into core.usage (tenant_id, day, provider, model, purpose, tokens_in)
        values ($1, core.utc_today(), 'p', 'm', 'answer', 101)}, $key->{tenant});
    is($w->pg->value(q{select core.limits_over($1)::text}, $key->{tenant}),
        '["messages", "tokens"]', 'tokens, hard: so are they');
    my $u = $adm->get('/api/v1/usage')->{json};
    is_deeply([@{ $u->{periods}[0] }{qw(messages tokens_in)}], [9, 101], 'usage of the day');
    is(scalar @{ $adm->get('/api/v1/usage?by=month')->{json}{periods} }, 1, 'of the month');
    is(scalar @{ $u->{limits} }, 7, 'with every limit');
    $op->put('/api/v1/limits', { limits => { messages_day => undef } }, %as);
    is($w->pg->value(q{select core.limits_over($1)::text}, $key->{tenant}), '["tokens"]',
        'a limit that is lifted is over at once');

    $op->put('/api/v1/limits', { limits => { media_bytes => { hard => 10 } } }, %as);
    is($w->pg->value(q{select core.media_room($1, 5, 0)}, $key->{tenant}), '', 'room for five');
    like($w->pg->value(q{select core.media_room($1, 11, 0)}, $key->{tenant}),
        qr/^0 bytes are kept, the limit is 10$/, 'files, hard: not eleven');
};

subtest 'tasks, hard' => sub {
    my $op = Relevo::Api->key($w, 'operator', '*');
    my %as = ('X-Relevo-Tenant' => $key->{tenant});
    $op->put('/api/v1/limits', { limits => { tasks => { hard => 2 } } }, %as);
    my @r = map { $sue->post('/api/v1/rules/preview', { text => 'hola' }) } 1 .. 3;
    is_deeply([map { $_->{status} } @r], [202, 202, 429], 'the third is refused');
    is($r[0]{headers}{location}, "/api/v1/tasks/$r[0]{json}{id}", 'where to look');
    is($sue->get("/api/v1/tasks/$r[0]{json}{id}")->{json}{state}, 'queued', 'it waits');
    is($bob->get("/api/v1/tasks/$r[0]{json}{id}")->{status}, 404, 'not for other agents');
    my ($l) = grep { $_->{name} eq 'tasks' } @{ $adm->get('/api/v1/limits')->{json}{items} };
    is($l->{refused}, 1, 'counted');
    is(said($sue->post('/api/v1/rules/preview', { text => 'x',
        history => [{ from => 'nobody', text => 'x' }] })), '422 body.history history',
        'a history of nobody');
    is(said($sue->post('/api/v1/rules/preview', { text => 'x', rules => {} })),
        '422 body.rules.rules list', 'bad rules are no task');
};

# ---- every route of these has been asked ----

my $doc = $key->get('/api/v1/openapi.json')->{json};
my @missing;
for my $path (sort grep { m{/v1/(tasks|intents|canned-replies|templates|business-hours|persona
        |branding|reviews|limits)\b|/(preview|template)$}x } keys %{ $doc->{paths} }) {
    (my $shape = $path) =~ s/\{\w+\}/[^\/?]+/g;
    for my $method (map { uc } sort keys %{ $doc->{paths}{$path} }) {
        push @missing, "$method $path"
            unless grep { /^$shape(\?|$)/ } keys %{ $Relevo::Api::ASKED{$method} };
    }
}
is_deeply(\@missing, ['POST /api/v1/persona/preview'], 'each route was asked here or in _tasks');

Relevo::World->finish;
