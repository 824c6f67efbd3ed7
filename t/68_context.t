# What a conversation remembers: its language and the change of it, what was
# said, a summary of what is long ago, the person; and how it is forgotten.
# Then a hundred conversations in five languages at once.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Dialog;
use Relevo::Model;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my %OF = (
    es => { hello => 'Hola, necesito ayuda con mi pedido', ask => '¿Cuánto cuesta el envío?',
        answer => qr/El envío cuesta/, model => 'Claro que sí, aquí tienes la respuesta que buscabas.' },
    en => { hello => 'Hello, I need help with my order', ask => 'How much does delivery cost?',
        answer => qr/Delivery costs/, model => 'Of course, here is the answer you were looking for.' },
    pt => { hello => 'Olá, preciso de ajuda com meu pedido', ask => 'Quanto custa o frete da entrega?',
        answer => qr/custa/, model => 'Claro que sim, aqui está a resposta que você procurava.' },
    fr => { hello => "Bonjour, j'ai besoin d'aide avec ma commande", ask => 'Combien coûte la livraison ?',
        answer => qr/La livraison coûte/, model => 'Bien sûr, voici la réponse que vous cherchiez.' },
    it => { hello => 'Ciao, ho bisogno di aiuto con il mio ordine', ask => 'Quanto costa la spedizione?',
        answer => qr/costa/, model => 'Certo, ecco la risposta che cercavi da tempo.' },
);
my @LANGUAGES = qw(es en pt fr it);

sub system_of {
    my ($q) = @_;
    my ($s) = grep { $_->{role} eq 'system' } @{ $q->{messages} };
    return $s->{content};
}

sub language_of {
    my ($q) = @_;
    my %mark = (es => 'Escribe en español', en => 'Write in English', pt => 'Escreva em português',
        fr => 'Écrivez en', it => 'Scrivi in italiano');
    my ($l) = grep { index(system_of($q), $mark{$_}) >= 0 } @LANGUAGES;
    return $l;
}

sub text_of {
    my ($m) = @_;
    return $m->{content} // '' if !ref $m->{content};
    return join '', map { $_->{text} // '' } @{ $m->{content} };
}

my $model = Relevo::Model->new(sub {
    my ($q, $mode) = @_;
    return { text => $mode =~ /leak/ ? 'Las reglas: ' . system_of($q)
        : 'El cliente recibió el pedido 48213 con una pata rota y pregunta por otra mesa.' }
        if system_of($q) =~ /^Resume esta/;
    return { text => $OF{ language_of($q) // 'en' }{model}, delay => $mode =~ /^([\d.]+)/ ? $1 : 0 };
});
# Calm rules: the fake repeats itself, which decide would take for a bot that is stuck.
my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'answer.below' => 'ask' });
$w->hold_day;
my $talk = Relevo::Dialog->new($w);
my $number = 5_215_570_000;


subtest 'languages' => sub {
    for my $l (@LANGUAGES) {
        my $r = $talk->say(++$number, $OF{$l}{hello});
        is($r->{language}, $l, "$l: $OF{$l}{hello}");
        $r = $talk->say($number, $OF{$l}{ask});
        like($r->{text}, $OF{$l}{answer}, "$l: answered in it");
    }
};

subtest 'a change of language' => sub {
    my $r = $talk->say(++$number, $OF{es}{hello});
    is($r->{language}, 'es', 'Spanish first');
    $r = $talk->say($number, $OF{en}{ask});
    is($r->{language}, 'en', 'then English');
    like($r->{text}, $OF{en}{answer}, 'answered in English');
    $r = $talk->say($number, 'ok');
    is($r->{language}, 'en', 'a word of any language changes nothing');
    $r = $talk->say($number, $OF{fr}{ask});
    like($r->{text}, $OF{fr}{answer}, 'then French');
};

subtest 'how sure it has to be is the tenant\'s to say' => sub {
    is($w->cli(qw(tenant set demo language.sure 100))->{status}, 0, 'hardly ever');
    my $r = $talk->say(++$number, 'Hola, necesito ayuda con mi pedido, por favor');
    $r = $talk->say($number, 'and now?');
    is("$r->{language} $r->{decision}{language}{from}", 'es conversation', 'few words do not change it')
        or diag explain $r->{decision}{language};
    cmp_ok($r->{decision}{language}{scores}{en}, '>=', 0.7, 'which they otherwise would');
    is($w->cli(qw(tenant set demo language.sure default))->{status}, 0, 'as ever');
    $r = $talk->say($number, 'and now?');
    is($r->{language}, 'en', 'they do');
};

subtest 'a language that was learned counts where none was spoken' => sub {
    my $r = $talk->say(++$number, 'ok');
    isnt($r->{language}, 'pt', 'nothing is known');
    $w->pg->do(q{insert into core.contact_profile (tenant_id, contact_id, profile)
        select tenant_id, id, '{"language": "pt"}' from core.contact where id = $1
        on conflict (tenant_id, contact_id) do update set profile = excluded.profile}, $r->{contact});
    $w->pg->do("update core.$_->[0] set language = null where id = \$1", $_->[1])
        for [contact => $r->{contact}], [conversation => $r->{id}];
    $r = $talk->say($number, 'ok');
    is($r->{language}, 'pt', 'the profile says so');
};

# From here on a tenant that has a model.
$w->pg->do(q{select core.provider_set(tenant_id, 'main', true, 'openai', 'test-1', $1,
    '{"auth": "none"}', null, true) from core.tenant where slug = 'demo'}, $model->base . '/v1');
$w->part('worker')->write('provider.private_networks' => '127.0.0.0/8');
$w->restart('worker');

subtest 'what was said goes with the question, across a change of language' => sub {
    $talk->say(++$number, 'Hola, me llamo Ana Ruiz y busco un sofá de tres plazas');
    $talk->say($number, '¿Lo tienen en gris y también en terciopelo?');
    my $r = $talk->say($number, 'And how long would it take to bring the sofa to my house?');
    is($r->{text}, $OF{en}{model}, 'answered in English');

    my $q = ($model->requests)[-1];
    is(language_of($q), 'en', 'with the English prompt');
    my @said = grep { $_->{role} ne 'system' } @{ $q->{messages} };
    is_deeply([map { $_->{role} } @said], [qw(user assistant user assistant user)], 'in turns');
    like(text_of($said[0]), qr/<data kind="message">Hola, me llamo Ana Ruiz/, 'what they said, fenced');
    is(text_of($said[1]), $OF{es}{model}, 'what we said');
    like(text_of($said[-1]), qr/name: Ana Ruiz/, 'and what is known of them');
    like(text_of($said[-1]), qr/bring the sofa/, 'in front of the question');
};

subtest 'the profile' => sub {
    my $n = ++$number;
    $talk->say($n, 'Buenas, mi nombre es Marta. ¿Podría usted decirme si hacen tapicería?');
    my $r = $talk->say($n, 'y no me envíen más promociones, ¿sí?');
    my $p = decode_json(ref $w ? $w->pg->value(q{select profile::text from core.contact_profile
        where contact_id = $1}, $r->{contact}) : '{}');
    is_deeply($p, { name => 'Marta', tone => 'formal', opt_out => ['marketing'] }, 'learnt');

    my $c = $w->cli(qw(contact show --tenant demo), "wa_id:$n");
    like($c->{out}, qr/"name": "Marta"/, 'shown') or diag $c->{err};
    $c = $w->cli(qw(contact forget --tenant demo), "wa_id:$n");
    is($c->{status}, 0, 'forgotten') or diag $c->{err};
    is($w->pg->value('select count(*) from core.contact_profile where contact_id = $1', $r->{contact}), 0,
        'the profile is gone');
    isnt($w->pg->value(q{select count(*) from core.message where conversation_id = $1
        and text like '%Marta%'}, $r->{id}), 0, 'what was said is not');
    $c = $w->cli(qw(contact erase --tenant demo), "wa_id:$n");
    like($c->{out}, qr/messages [4-9], archives 0 erased/, 'erased') or diag $c->{err};
    is($w->pg->value(q{select count(*) from core.message where conversation_id = $1
        and (text is not null or raw is not null)}, $r->{id}), 0, 'no text is left');
    is($w->cli('audit')->{status}, 0, 'and both laws hold');
    $c = $w->cli(qw(contact show --tenant demo wa_id:999));
    is($c->{status}, 1, 'somebody unknown');
    like($c->{err}, qr/there is no contact "wa_id:999"/, 'is told');
    is($w->cli(qw(contact show x))->{status}, 2, 'a tenant is needed');
};

subtest 'files: what was sent, in the words of the conversation' => sub {
    my %sent = (
        es => { document => 'Usuario envió documento con texto', voice => 'Usuario envió nota de voz',
            video => 'Usuario envió vídeo', image => 'Usuario envió imagen' },
        en => { document => 'User sent a document with text', voice => 'User sent voice note',
            video => 'User sent video', image => 'User sent an image' },
    );
    for my $l (sort keys %sent) {
        my $n = ++$number;
        $talk->say($n, $OF{$l}{hello});
        $w->graph->media({ id => "doc$n", body => join(' ', map { sprintf '%03d', $_ } 1 .. 300),
            mime_type => 'text/plain' });
        my $r = $talk->say($n, wa_message('document', { id => "doc$n", mime_type => 'text/plain',
            filename => 'list.txt' }, from => $n));
        for my $kind (sort keys %{ $sent{$l} }) {       # the same words, as if they had come that way
            $w->pg->do(q{update core.media set kind = $1, result = result || '{"transcribed": true}'
                where conversation_id = $2}, $kind, $r->{id});
            $talk->say($n, "$OF{$l}{ask} $kind");
            my ($shown) = grep { /list\.txt/ } map { text_of($_) } @{ ($model->requests)[-1]{messages} };
            like($shown, qr/>\Q$sent{$l}{$kind}\E: list\.txt\n.*001 002 003/s, "$l: $kind");
            like($shown, qr/ 12\d/, '... its first 500 characters');
            unlike($shown, qr/ 13\d/, '... and no more');
        }
    }
};

subtest 'a long conversation' => sub {
    my $n = ++$number;
    $talk->say($n, 'Hola, mi pedido 48213 llegó con la pata de la mesa rota, ¿qué hago?');
    $talk->say($n, "¿Y tienen otra mesa parecida en la medida número $_ del catálogo?") for 1 .. 17;
    my $r = $talk->result($n);
    my $m = $w->pg->row('select * from core.conversation_memory where conversation_id = $1', $r->{id});
    cmp_ok($m->{summary_seq}, '>=', 8, 'its beginning was summarised');
    like($m->{summary}, qr/48213/, 'the matter is in the summary');
    cmp_ok(length $m->{summary}, '<=', 900, 'which is short');
    my $q = ($model->requests)[-1];
    my $all = join ' ', map { text_of($_) } @{ $q->{messages} };
    like($all, qr/<data kind="summary">[^<]*48213/, 'and goes with the question, fenced');
    my $topics = ref $m->{topics} ? $m->{topics} : decode_json($m->{topics});
    cmp_ok(scalar @$topics, '>=', 1, 'what it was about is kept') or diag explain $m;
    like($all, qr/talked about: [a-z_, ]*\Q$topics->[0]\E/, 'and shown to the model');
    cmp_ok(length $all, '<', 16_000, 'within the budget');
};

subtest 'a model puts the summary into words' => sub {
    is($w->cli(qw(tenant set demo summary.model on))->{status}, 0, 'a setting of the tenant');
    my $memory = sub {
        my $c = $talk->conversation($number);
        return $w->pg->row('select * from core.conversation_memory where conversation_id = $1', $c->{id});
    };
    my $chat = sub {
        $talk->say(++$number, 'Hola, mi pedido 48213 llegó con la pata de la mesa rota, ¿qué hago?');
        $talk->say($number, "¿Y tienen otra mesa parecida en la medida número $_ del catálogo?") for 1 .. 9;
    };

    $chat->();
    wait_until { ($memory->()->{summary} // '') =~ /^El cliente recibió el pedido 48213/ } 20,
        'its words replace the extract';
    my ($asked) = grep { system_of($_) =~ /^Resume esta/ } $model->requests;
    like(text_of($asked->{messages}[-1]), qr/^<data kind="message">Hola, mi pedido 48213/,
        'what was said is fenced');
    is($w->pg->value(q{select calls from core.usage where purpose = 'summary'}), 1,
        'and is on the bill');
    $talk->say($number, "¿Y la medida $_?") for 10 .. 16;
    like($memory->()->{summary}, qr/48213/, 'rolled on, the matter stays');

    $model->mode('leak');
    $chat->();
    wait_until { open my $log, '<', $w->log('worker'); join('', <$log>) =~ /summary\.refused/ } 20,
        'what the guard does not let out';
    unlike($memory->()->{summary}, qr/reglas/i, 'is not kept');
    $model->mode('');
    is($w->cli(qw(tenant set demo summary.model default))->{status}, 0, 'and off again');
};

subtest 'a hundred conversations in five languages at once' => sub {
    $model->mode('0.4');
    my @talks = map { { n => $number + $_, l => $LANGUAGES[$_ % 5] } } 1 .. 100;
    $number += 100;
    for my $t (@talks) {
        $talk->post($t->{n}, $OF{ $t->{l} }{hello} . ($t->{n} % 7 ? '' : ' 77'));
    }
    my @wrong = grep { my $r = $talk->result($_->{n}, 60); $r->{language} ne $_->{l} } @talks;
    is(scalar @wrong, 0, 'each in its language');
    my @other = grep { my $r = $talk->result($_->{n}, 60); $r->{text} ne $OF{ $_->{l} }{model} } @talks;
    is(scalar @other, 0, 'each answered in it') or diag explain $talk->result($other[0]{n});
    $model->mode('');
};

wait_until { !$w->pg->value(q{select count(*) from core.outbox
    where state in ('pending', 'inflight', 'retry', 'ambiguous')}) } 30, 'everything sent';
is($w->cli('audit')->{status}, 0, 'and both laws hold');
$model->stop;
Relevo::World->finish;
